import Eligibility
import Facts
import Geometry
import WardPictures
import Wards

/// The map of the lots on a day around the places of one person.
struct PersonMap: Sendable {
    let book: RuleBook
    let map: WardMap
    let places: [PlaceFound]
    let date: CivilDate

    var svg: [UInt8] {
        var picture = MapPicture(map, title: book.rules.title)
        picture.subtitle = "\(date)"
        let seen = seen
        picture.focus = seen.isEmpty ? nil : seen
        picture.lots = book.lotWards(on: date).map { lot in
            MapPicture.Lot(
                name: lot.name, wards: lot.wards.compactMap { map.index(ofCode: $0) },
                added: lot.added.compactMap { map.index(ofCode: $0) })
        }.filter { lot in
            seen.isEmpty || (lot.wards + lot.added).contains { map.box(ofWard: $0).touches(seen) }
        }
        picture.points = places.compactMap(\.point)
        // A place of which only the ward is known has no point: its ward is marked.
        picture.marked = places.filter { $0.point == nil }.flatMap { $0.wards ?? [] }.compactMap {
            map.index(ofCode: $0)
        }
        picture.showsLotsOnly = true
        picture.width = 760
        return picture.svg()
    }

    /// The wards of the places and as much again around them; nothing when none is known.
    private var seen: BoundingBox {
        var box = BoundingBox.empty
        for place in places {
            for ward in (place.wards ?? []).compactMap({ map.index(ofCode: $0) }) {
                box.include(map.box(ofWard: ward))
            }
            if let point = place.point { box.include(point) }
        }
        if box.isEmpty { return box }
        // A point outside every ward has no size of its own.
        return box.grown(
            longitude: max(0.03, (box.east - box.west) * 0.8),
            latitude: max(0.02, (box.north - box.south) * 0.8))
    }
}
