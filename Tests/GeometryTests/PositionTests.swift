import Geometry
import Testing

struct PositionTests {
    private static func ring(_ pairs: (Double, Double)...) -> Ring {
        Ring(pairs.map { Coordinate(longitude: $0.0, latitude: $0.1) })
    }

    private static func at(_ x: Double, _ y: Double) -> Coordinate { Coordinate(longitude: x, latitude: y) }

    private static let square = ring((0, 0), (4, 0), (4, 4), (0, 4), (0, 0))

    @Test func `a square has an inside, a boundary and an outside`() {
        #expect(Self.square.points.count == 4)
        #expect(Self.square.position(of: Self.at(1, 1)) == .inside)
        #expect(Self.square.position(of: Self.at(0, 0)) == .boundary)
        #expect(Self.square.position(of: Self.at(4, 4)) == .boundary)
        #expect(Self.square.position(of: Self.at(2, 0)) == .boundary)
        #expect(Self.square.position(of: Self.at(2, 4)) == .boundary)
        #expect(Self.square.position(of: Self.at(0, 3)) == .boundary)
        #expect(Self.square.position(of: Self.at(4, 3)) == .boundary)
        for (x, y) in [
            (-1.0, 0.0), (5, 0), (-1, 4), (5, 4), (5, 2), (-1, 2), (2, 5), (2, -1), (4.0.nextUp, 1),
        ] {
            #expect(Self.square.position(of: Self.at(x, y)) == .outside)
        }
    }

    @Test func `rays through corners count once`() {
        // A diamond, a notch and a spike put corners on the ray in every way.
        let diamond = Self.ring((0, 2), (2, 0), (4, 2), (2, 4))
        #expect(diamond.position(of: Self.at(2, 2)) == .inside)
        #expect(diamond.position(of: Self.at(5, 2)) == .outside)
        #expect(diamond.position(of: Self.at(5, 4)) == .outside)
        let notch = Self.ring((0, 0), (6, 0), (6, 4), (4, 2), (2, 2), (0, 4))
        #expect(notch.position(of: Self.at(5.5, 2)) == .inside)
        #expect(notch.position(of: Self.at(1, 2)) == .inside)
        #expect(notch.position(of: Self.at(3, 2)) == .boundary)
        #expect(notch.position(of: Self.at(3, 3)) == .outside)
        let spike = Self.ring((0, 0), (4, 0), (4, 2), (8, 2), (4, 2), (4, 4), (0, 4))
        #expect(spike.position(of: Self.at(2, 2)) == .inside)
        #expect(spike.position(of: Self.at(7, 2)) == .boundary)
        #expect(spike.position(of: Self.at(7, 1)) == .outside)
    }

    @Test func `holes are outside, their rings boundary, and winding is of no account`() {
        let hole = Self.ring((1, 1), (3, 1), (3, 3), (1, 3))
        for ring in [hole, Ring(hole.points.reversed())] {
            let polygon = Polygon(outer: Self.square, holes: [ring])
            #expect(polygon.position(of: Self.at(2, 2)) == .outside)
            #expect(polygon.position(of: Self.at(1, 2)) == .boundary)
            #expect(polygon.position(of: Self.at(0.5, 2)) == .inside)
            #expect(polygon.vertices == 8)
        }
    }

    @Test func `a ring that crosses itself follows the even-odd rule`() {
        let star = Self.ring((0, 0), (4, 0), (1, 3), (2, -2), (3, 3))
        #expect(star.position(of: Self.at(2, 1)) == .outside)
        #expect(star.position(of: Self.at(2, -1)) == .inside)
        let twice = Ring(Self.square.points + Self.square.points)
        #expect(twice.position(of: Self.at(1, 1)) == .outside)
    }

    @Test func `degenerate rings have no inside`() {
        #expect(Ring([]).position(of: Self.at(0, 0)) == .outside)
        #expect(Self.ring((1, 1), (1, 1)).position(of: Self.at(1, 1)) == .boundary)
        #expect(Self.ring((0, 0), (2, 2)).position(of: Self.at(1, 1)) == .boundary)
        #expect(Self.ring((0, 0), (2, 2)).position(of: Self.at(1, 0)) == .outside)
    }
}
