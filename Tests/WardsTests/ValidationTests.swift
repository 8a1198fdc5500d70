import BoundaryFiles
import Diagnostics
import Geometry
import TestSupport
import Testing

@testable import Wards

/// Small wards on a square net of hundredths of a degree near Birmingham.
private enum Net {
    static func at(_ x: Double, _ y: Double) -> Coordinate {
        Coordinate(longitude: -2 + x / 128, latitude: 52 + y / 128)
    }

    static func ring(_ corners: [(Double, Double)]) -> Ring { Ring(corners.map { at($0.0, $0.1) }) }

    static func square(_ x: Double, _ y: Double, _ size: Double = 4) -> Ring {
        ring([(x, y), (x + size, y), (x + size, y + size), (x, y + size)])
    }

    static func ward(_ number: Int, _ polygons: Polygon...) -> WardOutline {
        WardOutline(code: "E0500000\(number)", name: "Ward \(number)", polygons: polygons, line: number * 10)
    }

    static func validate(_ wards: WardOutline..., minimum: Double = 1) -> BoundaryValidation {
        BoundaryValidation([BoundarySurvey(wards, name: "net.kml")], minimumSquareMetres: minimum)
    }
}

struct ValidationTests {
    @Test(
        arguments: [
            // A bow tie crosses itself in its middle.
            ([(0, 0), (4, 4), (4, 0), (0, 4)], ["B301"], "-1.984375, 52.015625"),
            // Two squares joined at a corner that the ring goes through twice.
            (
                [(0, 0), (2, 0), (2, 2), (4, 2), (4, 4), (2, 4), (2, 2), (0, 2)], ["B302"],
                "-1.984375, 52.015625"
            ),
            // A corner on another edge of the same ring.
            ([(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)], ["B302"], "-1.984375, 52.000000"),
            // A spike out to the east.
            ([(0, 0), (4, 0), (4, 2), (6, 2), (4, 2), (4, 4), (0, 4)], ["B304"], "-1.953125, 52.015625"),
            // A spike back along the ring.
            ([(0, 0), (4, 0), (2, 0), (4, 4), (0, 4)], ["B304"], "-1.968750, 52.000000"),
            // Out and back, with no ground between.
            ([(0, 0), (4, 0), (8, 0)], ["B303"], "-2.000000, 52.000000"),
            ([(0, 0), (4, 0), (4, 4), (4, 0)], ["B303"], "-2.000000, 52.000000"),
            ([(0, 0), (4, 0), (4, 0), (4, 4)], ["B305"], "-1.968750, 52.000000"),
            ([(0, 0), (4, 0), (4, 4), (0, 4)], [], ""),
        ] as [([(Double, Double)], [String], String)])
    func `a flaw of a ring is named with its place`(
        corners: [(Double, Double)], codes: [String], place: String
    ) {
        let validation = Net.validate(Net.ward(1, Polygon(outer: Net.ring(corners))))
        #expect(validation.problems.map(\.code.rawValue) == codes)
        for problem in validation.problems {
            #expect(problem.message.contains(place), "\(problem.message)")
            #expect(problem.message.hasPrefix("Ward E05000001 Ward 1 has "))
            #expect(problem.places.first?.line == 10 && problem.suggestion != nil)
        }
    }

    @Test func `holes belong inside`() {
        let outer = Net.square(0, 0, 8)
        func codes(_ holes: Ring...) -> [String] {
            Net.validate(Net.ward(1, Polygon(outer: outer, holes: holes))).problems
                .filter { $0.severity == .error }.map(\.code.rawValue)
        }
        #expect(codes(Net.square(1, 1, 2), Net.square(4, 4, 2)) == [])
        #expect(codes(Net.square(20, 1, 2)) == ["B307"])
        #expect(codes(Net.square(7, 1, 4)) == ["B308"])
        #expect(codes(Net.square(1, 1, 3), Net.square(2, 2, 3)) == ["B308"])
        #expect(codes(outer) == ["B306"])
        // The same ring from another corner, the other way round.
        #expect(codes(Net.square(1, 1, 2), Net.ring([(3, 3), (3, 1), (1, 1), (1, 3)])) == ["B306"])
        // A hole may touch its outline in one corner.
        #expect(codes(Net.ring([(0, 0), (2, 1), (1, 2)])) == [])
    }

    @Test func `parts of one ward that overlap are a warning`() {
        let validation = Net.validate(
            Net.ward(1, Polygon(outer: Net.square(0, 0)), Polygon(outer: Net.square(2, 2))))
        #expect(validation.problems.map(\.code) == [ValidationCode.overlappingParts])
        #expect(validation.isSound && validation.misfits.isEmpty)
    }

    @Test func `overlaps and gaps come with area and place, the largest first`() throws {
        // Four wards around a gap, one of them over its neighbour.
        let validation = Net.validate(
            Net.ward(1, Polygon(outer: Net.ring([(0, 0), (9, 0), (9, 1), (8, 1), (1, 1), (0, 1)]))),
            Net.ward(2, Polygon(outer: Net.square(8, 1, 7))),
            Net.ward(3, Polygon(outer: Net.square(0, 8, 8))),
            Net.ward(4, Polygon(outer: Net.ring([(0, 1), (1, 1), (1, 8), (0, 8)]))),
            Net.ward(5, Polygon(outer: Net.square(7, 12, 4))))
        #expect(validation.problems.map(\.code.rawValue) == ["B311", "B310"])
        let unit = groundMetres(Net.at(0, 4), Net.at(1, 4)) * groundMetres(Net.at(0, 4), Net.at(0, 5))
        let (gap, overlap) = (validation.misfits[0], validation.misfits[1])
        #expect(gap.kind == .gap && gap.wards == ["E05000001", "E05000002", "E05000003", "E05000004"])
        #expect((gap.squareMetres / unit - 49).magnitude < 0.1)
        #expect(gap.place == Net.at(4.5, 4.5) || BoundingBox(Net.at(1, 1), Net.at(8, 8)).contains(gap.place))
        #expect(overlap.kind == .overlap && overlap.wards == ["E05000003", "E05000005"])
        #expect((overlap.squareMetres / unit - 4).magnitude < 0.1)
        #expect(BoundingBox(Net.at(7, 12), Net.at(8, 16)).contains(overlap.place))
        #expect(!validation.isSound)
        #expect(validation.problems[1].places.map(\.line) == [30, 50])

        let coarse = Net.validate(
            Net.ward(1, Polygon(outer: Net.square(0, 0))), Net.ward(2, Polygon(outer: Net.square(3, 3))),
            minimum: 1e9)
        #expect(coarse.problems.map(\.code) == [ValidationCode.slivers])
        #expect(coarse.isSound && coarse.slivers == 1 && coarse.misfits.isEmpty)
    }

    @Test func `a file that cannot be used is validated as far as it can be read`() {
        let text = """
            <kml><Document>
            \(placemark("E05000001", "One", "-2,52 -1.9,52.1 -1.9,52 -2,52.1 -2,52"))
            \(placemark("E05000001", "Other", "-2,52 -1.9,52 -1.9,52.1 -2,52"))
            \(placemark("E05000002", "Two", "-2,52 -1.9,52 -1.9,52.1 -2,52.1"))
            \(placemark("E05000003", "Three", "-2,52 -1.9,52 -1.9,52.1 -2,52.1 -2,52"))
            \(placemark("E5", "Four", "52,-2 52,-1.9 52.1,-1.9 52,-2"))
            </Document></kml>
            """
        let survey = BoundarySurvey(bytes: Array(text.utf8), name: "broken.kml")
        let validation = BoundaryValidation([survey])
        let codes = Set(validation.problems.map(\.code.rawValue))
        #expect(codes == ["B107", "B108", "B110", "B114", "B301", "B310", "B313"])
        #expect(throws: Problems.self) { try BoundaryFile(survey) }
    }

    private func placemark(_ code: String, _ name: String, _ ring: String) -> String {
        """
        <Placemark><name>\(name)</name><ExtendedData><SchemaData><SimpleData name="wd13cd">\(code)</SimpleData>
        </SchemaData></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>
        \(ring)</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
        """
    }

    @Test func `files of two years are not laid over each other`() {
        let old = BoundarySurvey(
            [Net.ward(1, Polygon(outer: Net.square(0, 0)))], name: "old", vintage: "2013")
        let new = BoundarySurvey(
            [Net.ward(2, Polygon(outer: Net.square(1, 0)))], name: "new", vintage: "2019")
        let validation = BoundaryValidation([old, new])
        #expect(validation.problems.map(\.code) == [BoundaryCode.mixedVintages])
        let again = BoundaryValidation([old, old])
        #expect(again.problems.map(\.code) == [BoundaryCode.repeatedCode])
    }

    @Test func `random rings never stop validation`() {
        let seed = Asked.seed
        print("validation seed \(seed)")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let rings = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                Net.ring(
                    (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                        (
                            Double(Int.random(in: 0...3, using: &generator)),
                            Double(Int.random(in: 0...3, using: &generator))
                        )
                    })
            }
            let polygons = rings.dropFirst().map { Polygon(outer: $0, holes: [rings[0]]) }
            let wards = [
                WardOutline(code: "E05000001", name: "", polygons: polygons),
                WardOutline(code: "E05000002", name: "", polygons: rings.map { Polygon(outer: $0) }),
            ]
            let validation = BoundaryValidation(
                [BoundarySurvey(wards, name: "random")], minimumSquareMetres: 0)
            #expect(validation.problems.allSatisfy { !$0.text.isEmpty }, "seed \(seed)")
        }
    }

    @Test(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
    func `the flawed wards of 2020 are those that another library finds`() throws {
        let all = try SharedData.boundaries("uk-2020-5dp.kml.gz").wards
        // By shapely's explain_validity: ten rings touch themselves, one crosses itself.
        let touching = [
            "E05004205", "E05011739", "E05012462", "E05012538", "N08000336", "S13002606", "S13002883",
            "S13003124", "W05000166", "W05000613",
        ]
        // The rest in a sample: the country takes half a minute without optimisation.
        let wards = all.enumerated().filter {
            $0.offset % 40 == 0 || touching.contains($0.element.code) || $0.element.code == "E05010399"
        }.map(\.element)
        let problems = BoundaryValidation([BoundarySurvey(wards, name: "uk")]).problems
        func codes(_ code: Problem.Code) -> [String] {
            problems.filter { $0.code == code }.map { String($0.message.dropFirst(5).prefix(9)) }.sorted()
        }
        #expect(codes(ValidationCode.touching) == touching)
        #expect(codes(ValidationCode.crossing) == ["E05010399"])
        #expect(problems.count { $0.severity == .error } == 1)
    }

    @Test(
        .enabled(if: SharedData.isPresent, "needs ../shared/data"),
        arguments: ["west-midlands-2013.kml", "birmingham-2016.kml", "west-midlands-2019.kml"])
    func `regional sets neither overlap nor gape`(file: String) throws {
        let survey = BoundarySurvey(bytes: try SharedData.bytes("wards/\(file)"), name: file)
        #expect(BoundaryValidation([survey], minimumSquareMetres: 0).problems == [])
    }
}
