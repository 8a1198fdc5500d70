import Eligibility
import Facts
import WardPictures
import Wards

/// The map of the lots on a day, with the places of one person.
struct PersonMap: Sendable {
    let book: RuleBook
    let map: WardMap
    let places: [PlaceFound]
    let date: CivilDate

    var svg: [UInt8] {
        var picture = MapPicture(map, title: book.rules.title)
        picture.subtitle = "\(date)"
        picture.lots = book.lotWards(on: date).map { lot in
            MapPicture.Lot(
                name: lot.name, wards: lot.wards.compactMap { map.index(ofCode: $0) },
                added: lot.added.compactMap { map.index(ofCode: $0) })
        }
        picture.points = places.compactMap(\.point)
        // A place of which only the ward is known has no point: its ward is marked.
        picture.marked = places.filter { $0.point == nil }.flatMap { $0.wards ?? [] }.compactMap {
            map.index(ofCode: $0)
        }
        picture.showsLotsOnly = true
        picture.width = 1_000
        return picture.svg()
    }
}
