import BoundaryFiles
import Geometry
import TestSupport
import Testing
import Wards

/// How much of a ward an outline holds, against points on a grid that no border passes through.
struct OutlineOverlapTests {
    private struct Square { var west, south, size: Int }

    private static func ring(_ square: Square) -> String {
        let (w, s) = (square.west, square.south)
        let corners = [
            (w, s), (w + square.size, s), (w + square.size, s + square.size), (w, s + square.size), (w, s),
        ]
        return corners.map { "\(Double($0.0) / 64 - 2),\(Double($0.1) / 64 + 52)" }.joined(separator: " ")
    }

    private static func placemark(_ name: String, _ code: String?, _ squares: [Square]) -> String {
        let data = code.map {
            "<ExtendedData><SchemaData><SimpleData name=\"wd13cd\">\($0)</SimpleData><SimpleData name=\"wd13nm\">\(name)</SimpleData></SchemaData></ExtendedData>"
        }
        let parts = squares.map {
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>\(ring($0))</coordinates></LinearRing></outerBoundaryIs></Polygon>"
        }
        return
            "<Placemark><name>\(name)</name>\(data ?? "")<MultiGeometry>\(parts.joined())</MultiGeometry></Placemark>"
    }

    private static func map(ward: [Square], outline: [Square]) throws -> WardMap {
        func file(_ name: String, _ placemark: String) throws -> BoundaryFile {
            try BoundaryFile(
                bytes: Array("<kml><Document>\(placemark)</Document></kml>".utf8), name: name,
                mayLackWards: true)
        }
        return try WardMap([
            file("ward.kml", placemark("Ward", "E05000001", ward)),
            file("outline.kml", placemark("Outline", nil, outline)),
        ])
    }

    /// By the middles of all cells of the grid.
    private static func slow(_ map: WardMap) -> OutlineOverlap {
        var isShared = false
        var isLeft = false
        for x in 0..<14 {
            for y in 0..<14 {
                let place = Coordinate(
                    longitude: (Double(x) + 0.5) / 64 - 2, latitude: (Double(y) + 0.5) / 64 + 52)
                guard !map.locate(place).wards.isEmpty else { continue }
                if map.namedOutlines.position(of: place, inOutline: 0) == .inside {
                    isShared = true
                } else {
                    isLeft = true
                }
            }
        }
        return isShared ? (isLeft ? .part : .whole) : .none
    }

    @Test func `squares on a grid overlap as their cells do`() throws {
        var random = SeededRandom(
            seed: Asked.seed)
        var seen: [OutlineOverlap: Int] = [:]
        for _ in 0..<300 {
            func squares(_ most: Int, _ size: ClosedRange<Int>) -> [Square] {
                (0..<Int.random(in: 1...most, using: &random)).map { _ in
                    Square(
                        west: .random(in: 0...7, using: &random), south: .random(in: 0...7, using: &random),
                        size: .random(in: size, using: &random))
                }
            }
            let map = try Self.map(ward: squares(2, 1...3), outline: squares(3, 1...6))
            let wanted = Self.slow(map)
            seen[wanted, default: 0] += 1
            #expect(map.overlap(ofWard: 0, withOutline: 0) == wanted)
        }
        #expect(seen.count == 3 && seen.values.allSatisfy { $0 > 20 }, "\(seen)")
    }

    @Test func `what is near counts as a part, and only the outline itself holds all of a ward`() throws {
        // A cell is about 1,070 metres wide and 1,740 high.
        let map = try Self.map(
            ward: [Square(west: 0, south: 0, size: 1)], outline: [Square(west: 2, south: 0, size: 1)])
        #expect(map.overlap(ofWard: 0, withOutline: 0) == .none)
        #expect(map.overlap(ofWard: 0, withOutline: 0, withinMetres: 1_000) == .none)
        #expect(map.overlap(ofWard: 0, withOutline: 0, withinMetres: 1_100) == .part)
        #expect(map.overlap(ofWard: 0, withOutline: 0, withinMetres: 10_000) == .part)
        #expect(
            map.overlap(ofWard: 0, withOutline: 1) == .none && map.overlap(ofWard: 1, withOutline: 0) == .none
        )
    }

    @Test func `a place in an outline is inside it, and away from its border`() throws {
        let map = try Self.map(
            ward: [Square(west: 0, south: 0, size: 1)], outline: [Square(west: 2, south: 3, size: 4)])
        let place = try #require(map.namedOutlines.place(inOutline: 0))
        #expect(map.namedOutlines.position(of: place, inOutline: 0) == .inside)
        #expect(map.namedOutlines.distance(metresFrom: place, toBorderOfOutline: 0) > 1_500)
        #expect(map.namedOutlines.distance(metresFrom: place, toOutline: 0) == 0)
        #expect(map.namedOutlines.place(inOutline: 1) == nil)
    }
}
