import Testing

@testable import Geometry

struct NationalGridTests {
    @Test func `the worked example of Ordnance Survey comes out to a millimetre`() throws {
        let place = try #require(NationalGridPlace(easting: 651_409.903, northing: 313_177.270))
        let (latitude, longitude) = place.inverseProjection
        #expect((latitude * 180 / .pi - (52 + 39.0 / 60 + 27.2531 / 3600)).magnitude < 1e-8)
        #expect((longitude * 180 / .pi - (1 + 43.0 / 60 + 4.5177 / 3600)).magnitude < 1e-8)
    }

    /// Converted with OSTN15 by another program, from Land’s End to Shetland.
    @Test(
        arguments: [
            (134200, 25000, 50.0655702, -5.7156194),
            (250000, 55000, 50.3757064, -4.1109056),
            (406523, 286448, 52.4759387, -1.9053871),
            (530000, 180000, 51.5039922, -0.1283289),
            (640000, 290000, 52.4552052, 1.5309706),
            (262500, 345000, 52.9846611, -4.0496513),
            (385386, 801193, 57.1014592, -2.2428583),
            (300000, 500000, 54.3856430, -3.5413500),
            (258000, 665000, 55.8572090, -4.2701690),
            (110000, 890000, 57.8053099, -6.8837985),
            (325000, 1005000, 58.9256690, -3.3043794),
            (447000, 1140000, 60.1418272, -1.1555660),
            (545000, 105000, 50.8263822, 0.0574371),
            (430000, 560000, 54.9337872, -1.5333455),
            (180000, 600000, 55.2449867, -5.4624508),
        ])
    func `degrees are within the stated accuracy all over the country`(
        easting: Double, northing: Double, latitude: Double, longitude: Double
    ) throws {
        let place = try #require(NationalGridPlace(easting: easting, northing: northing)).coordinate
        let metres = groundMetres(place, Coordinate(longitude: longitude, latitude: latitude))
        #expect(metres < NationalGridPlace.accuracyMetres)
    }

    @Test func `what is not on the grid is no place`() {
        for (easting, northing) in [
            (0.0, 0.0), (-1, 5), (700_000, 5), (5, 1_300_000), (.nan, 5), (.infinity, 5), (5, -1),
        ] {
            #expect(NationalGridPlace(easting: easting, northing: northing) == nil)
        }
    }
}
