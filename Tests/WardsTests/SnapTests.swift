import BoundaryFiles
import Geometry
import TestSupport
import Testing
import Wards

struct SnapTests {
    /// About so many metres east and north of a place in Birmingham.
    private static func at(_ east: Double, _ north: Double) -> Coordinate {
        let scale = GroundScale(atLatitude: 52.5)
        return Coordinate(longitude: -1.9 + east / scale.longitude, latitude: 52.5 + north / scale.latitude)
    }

    private static func ward(_ number: Int, _ corners: [(Double, Double)]) -> WardOutline {
        WardOutline(
            code: "E0500000\(number)", name: "",
            polygons: [Polygon(outer: Ring(corners.map { at($0.0, $0.1) }))])
    }

    private static func rectangle(
        _ number: Int, _ west: Double, _ south: Double, _ east: Double, _ north: Double
    ) -> WardOutline {
        ward(number, [(west, south), (east, south), (east, north), (west, north)])
    }

    private static func only(_ map: WardMap, snap: Double) -> Contact? {
        let contacts = map.neighbours(snapMetres: snap)
        return contacts.count == 2 ? contacts.first : nil
    }

    @Test(arguments: [3.0, -3.0])
    func `a gap or an overlap no wider than the snap is a border as long as its shorter side`(gap: Double)
        throws
    {
        let map = WardMap([
            Self.rectangle(1, 0, 0, 1_000, 1_000), Self.rectangle(2, 1_000 + gap, 200, 2_000, 700),
        ])
        #expect(map.neighbours().allSatisfy { $0.contact == .corner })
        #expect(map.neighbours(snapMetres: 2.9).allSatisfy { $0.contact == .corner })
        let contact = try #require(Self.only(map, snap: 3.1))
        #expect(contact.contact == .border)
        // Along the second ward's side, and a little around its corners.
        #expect((contact.sharedMetres - 500).magnitude < 8)
    }

    @Test func `wards that meet in a corner still do, however near their sides are there`() throws {
        let map = WardMap([
            Self.rectangle(1, 0, 0, 1_000, 1_000), Self.rectangle(2, 1_000, 1_000, 2_000, 2_000),
        ])
        for snap in [0, 1, 5, 20.0] {
            let contact = try #require(Self.only(map, snap: snap))
            #expect(contact.contact == .corner && contact.sharedMetres == 0)
        }
    }

    @Test func `an edge that two wards share is no border of a third one near by`() throws {
        // Between the first two and the third lies half a metre, but only along the second.
        let map = WardMap([
            Self.rectangle(1, 0, 0, 1_000, 1_000), Self.rectangle(2, 1_000, 0, 1_002, 1_000),
            Self.rectangle(3, 1_002.5, 0, 2_000, 1_000),
        ])
        let borders = map.neighbours(snapMetres: 1).filter { $0.contact == .border }
        #expect(borders.map { [$0.ward, $0.neighbour] } == [[0, 1], [1, 0], [1, 2], [2, 1]])
        // With a snap wider than the ward between, it is still the only one that each touches along its length.
        let wide = map.neighbours(snapMetres: 3).filter { $0.contact == .border && $0.ward == 0 }
        #expect(wide.map(\.neighbour) == [1])
    }

    private static func edges(_ ward: WardOutline) -> [[Coordinate]] {
        var edges: [[Coordinate]] = []
        for part in ward.polygons {
            part.forEachEdge { start, end in
                let isFirst = (start.longitude, start.latitude) < (end.longitude, end.latitude)
                edges.append(isFirst ? [start, end] : [end, start])
            }
        }
        return edges
    }

    private static func sharedLength(_ one: WardOutline, _ other: WardOutline) -> Double {
        Set(edges(one)).intersection(edges(other)).reduce(0) { $0 + groundMetres($1[0], $1[1]) }
    }

    /// Lengths by looking at a thousand places of every free edge.
    private static func slowLength(
        _ one: WardOutline, _ other: WardOutline, _ all: [WardOutline], _ snap: Double
    ) -> Double {
        func free(_ ward: WardOutline) -> [[Coordinate]] {
            let others = Set(all.filter { $0.code != ward.code }.flatMap { edges($0) })
            return edges(ward).filter { !others.contains($0) }
        }
        let theirs = free(other)
        var metres = 0.0
        for edge in free(one) {
            let near = (0..<1_000).count { step in
                let share = (Double(step) + 0.5) / 1_000
                let place = Coordinate(
                    longitude: edge[0].longitude + share * (edge[1].longitude - edge[0].longitude),
                    latitude: edge[0].latitude + share * (edge[1].latitude - edge[0].latitude))
                return theirs.contains { groundMetres(from: place, toEdge: $0[0], $0[1]) <= snap }
            }
            metres += Double(near) / 1_000 * groundMetres(edge[0], edge[1])
        }
        return metres
    }

    @Test func `random wards of rough outline share as much as a slow look finds`() {
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        for _ in 0..<6 {
            // Columns of rectangles whose corners are off by up to four metres, each ward in its own way.
            func rough() -> Double {
                Bool.random(using: &generator) ? 0 : .random(in: -4...4, using: &generator)
            }
            let wards = (0..<6).map { number in
                let (x, y) = (Double(number % 3) * 400, Double(number / 3) * 300)
                let corners = [
                    (0, 0), (200, 0), (400, 0), (400, 150), (400, 300), (200, 300), (0, 300), (0, 150),
                ]
                return Self.ward(
                    number, corners.map { (x + Double($0.0) + rough(), y + Double($0.1) + rough()) })
            }
            let map = WardMap(wards)
            let snap = Double.random(in: 1...6, using: &generator)
            let found = map.neighbours(snapMetres: snap).reduce(into: [[Int]: Contact]()) {
                $0[[$1.ward, $1.neighbour]] = $1
            }
            for one in 0..<6 {
                for other in 0..<6 where one < other {
                    let metres = min(
                        Self.slowLength(wards[one], wards[other], wards, snap),
                        Self.slowLength(wards[other], wards[one], wards, snap))
                    let shared = Self.sharedLength(wards[one], wards[other])
                    let contact = found[[one, other]]
                    let text = "seed \(seed), snap \(snap), wards \(one) and \(other): \(metres)"
                    // Half a step of the slow look for each end of each of some twenty stretches.
                    if shared == 0, (metres - 4 * snap).magnitude < 4 { continue }
                    if shared == 0, metres < 4 * snap {
                        #expect(contact == nil || contact?.contact == .corner, "\(text)")
                        #expect(metres == 0 || contact != nil, "\(text)")
                    } else {
                        #expect(contact?.contact == .border, "\(text)")
                        #expect(((contact?.sharedMetres ?? 0) - shared - metres).magnitude < 4, "\(text)")
                    }
                }
            }
        }
    }

    @Test(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
    func `real wards moved apart by a metre have the neighbours that they had`() throws {
        let (file, exact) = try SharedData.loaded("west-midlands-2013.kml")
        let moved = file.wards.enumerated().map { number, ward in
            let x = Double(number % 7 - 3) * 2e-6
            let y = Double(number % 5 - 2) * 2e-6
            func move(_ ring: Ring) -> Ring {
                Ring(
                    ring.points.map {
                        Coordinate(longitude: $0.longitude + x, latitude: $0.latitude + y)
                    })
            }
            return WardOutline(
                code: ward.code, name: ward.name,
                polygons: ward.polygons.map { Polygon(outer: move($0.outer), holes: $0.holes.map(move)) })
        }
        let before = exact.neighbours()
        let after = WardMap(moved).neighbours(snapMetres: 2)
        let meeting = Set(before.map { [$0.ward, $0.neighbour] })
        let borders = Set(after.filter { $0.contact == .border }.map { [$0.ward, $0.neighbour] })
        let missing = before.filter { $0.sharedMetres > 20 && !borders.contains([$0.ward, $0.neighbour]) }
        #expect(missing.isEmpty)
        #expect(borders.subtracting(meeting).isEmpty)
        let short = after.filter { contact in
            let was = before.first { $0.ward == contact.ward && $0.neighbour == contact.neighbour }
            return (was?.sharedMetres ?? 0) > 200 && contact.sharedMetres < 0.9 * (was?.sharedMetres ?? 0)
        }
        #expect(short.isEmpty)
    }
}
