import Geometry
import Testing

struct GroundTests {
    @Test(
        arguments: [
            (0.0, 111_319.49, 110_574.28), (45, 78_846.81, 111_131.78), (52.5, 67_900.0, 111_270.0),
            (60, 55_800.0, 111_412.2),
        ])
    func `a degree has its published length`(latitude: Double, east: Double, north: Double) {
        let scale = GroundScale(atLatitude: latitude)
        #expect((scale.longitude - east).magnitude < east * 0.001)
        #expect((scale.latitude - north).magnitude < north * 0.001)
    }

    @Test func `the nearest point of an edge may be an end`() {
        let start = Coordinate(longitude: -2, latitude: 52)
        let end = Coordinate(longitude: -1.9, latitude: 52)
        let above = Coordinate(longitude: -1.95, latitude: 52.01)
        #expect((groundMetres(from: above, toEdge: start, end) - 1_112.6).magnitude < 2)
        let beyond = Coordinate(longitude: -1.89, latitude: 52)
        #expect((groundMetres(from: beyond, toEdge: start, end) - 686.8).magnitude < 2)
        #expect(groundMetres(from: start, toEdge: start, end) == 0)
        #expect(groundMetres(from: above, toEdge: start, start) == groundMetres(above, start))
    }

    @Test func `an area is that of the ellipsoid, whatever the winding`() {
        func box(_ west: Double, _ south: Double, _ size: Double) -> Ring {
            Ring(
                [(west, south), (west + size, south), (west + size, south + size), (west, south + size)].map {
                    Coordinate(longitude: $0.0, latitude: $0.1)
                })
        }
        // A tenth of a degree square near Birmingham, from the lengths of its sides.
        let scale = GroundScale(atLatitude: 52.45)
        let expected = scale.longitude * scale.latitude / 100 / 10_000
        let ring = box(-1.9, 52.4, 0.1)
        #expect((ring.hectares - expected).magnitude < expected * 1e-5)
        #expect(Ring(ring.points.reversed()).hectares == ring.hectares)
        let polygon = Polygon(outer: ring, holes: [box(-1.85, 52.45, 0.01)])
        #expect((polygon.hectares - expected * 0.99).magnitude < expected * 1e-4)
        #expect(Ring([]).hectares == 0)
    }

    @Test func `a place inside is no distance away but some from the border`() throws {
        let ring = Ring(
            [(-2, 52), (-1.9, 52), (-1.9, 52.1), (-2, 52.1)].map { Coordinate(longitude: $0, latitude: $1) })
        let polygon = Polygon(outer: ring)
        let inside = Coordinate(longitude: -1.95, latitude: 52.01)
        #expect(polygon.metres(from: inside) == 0)
        let border = try #require(polygon.metresToBorder(from: inside))
        #expect((border - 1_112.6).magnitude < 2)
        let outside = Coordinate(longitude: -1.95, latitude: 51.99)
        #expect(polygon.metres(from: outside) == polygon.metresToBorder(from: outside))
        #expect(Polygon(outer: Ring([])).metres(from: inside) == nil)
    }
}
