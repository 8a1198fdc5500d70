import BulkAssessment
import Eligibility
import Facts
import RuleChecking
import WardPictures
import Wards

extension MapPicture {
    /// The lots of a programme on a day, as a map shows them.
    public static func lots(of book: RuleBook, on map: WardMap, _ day: CivilDate) -> [Lot] {
        book.lotWards(on: day).map { lot in
            Lot(
                name: lot.name, wards: lot.wards.compactMap { map.index(ofCode: $0) },
                added: lot.added.compactMap { map.index(ofCode: $0) })
        }
    }

    /// What the outlines of a map come from.
    public static func source(of map: WardMap) -> String {
        "Outlines: boundary file \(map.digests.map(\.short).joined(separator: ", "))"
            + (map.accuracyMetres.map { ", approximate, to about \(Int($0)) m" } ?? "") + "."
    }
}

extension ListReport {
    /// The lots on the last of the decision dates in the run, shaded by their people; nothing for rules without a map.
    func writeMap(_ page: inout Page) {
        guard let map = book.map, let days = summary.decisionDates, !book.rules.lots.isEmpty else { return }
        let run = book.rules.run?.value
        let day = max(min(days.last, run?.to ?? days.last), run?.from ?? days.last)
        var picture = MapPicture(map, title: "People by lot")
        picture.subtitle = "lots and their wards on \(day), N = \(summary.outcomes.people) decided"
        let people = Dictionary(summary.lots.map { ($0.lot, $0.outcomes.people) }) { first, _ in first }
        picture.lots = MapPicture.lots(of: book, on: map, day).map { lot in
            var lot = lot
            lot.count = people[lot.name] ?? 0
            return lot
        }
        picture.counted = "people"
        picture.source = MapPicture.source(of: map)
        picture.showsLotsOnly = true
        picture.width = 1_000
        page.open("figure")
        page.element("figcaption", [:], "Map: people by lot (N = \(summary.outcomes.people) decided)")
        page.paragraph(
            "The wards of lots are those of \(day), the last decision date in the run; on other dates a lot can have others. The tables have the same numbers."
        )
        page.open(
            "div", ["class": "map wide", "tabindex": "0", "role": "region", "aria-label": "Map of the lots"])
        page.append(markup: picture.embeddedSVG())
        page.close("div")
        page.close("figure")
    }
}
