import BoundaryFiles
import Diagnostics
import Eligibility
import RuleTestSupport
import Testing
import Wards

/// Lots that are outlines: who is in them, who is not, and of whom it cannot be told without a point.
struct OutlineTests {
    /// A square of the little country, in wards from the west and south, with a hole in it or none.
    private static func square(
        _ name: String, _ west: Double, _ south: Double, _ east: Double, _ north: Double, hole: Bool = false
    ) -> String {
        func ring(_ inset: Double) -> String {
            let (w, e) = (World.longitude(west + inset), World.longitude(east - inset))
            let (s, n) = (World.latitude(south + inset), World.latitude(north - inset))
            return "<LinearRing><coordinates>\(w),\(s) \(e),\(s) \(e),\(n) \(w),\(n) \(w),\(s)</coordinates></LinearRing>"
        }
        let inner = hole ? "<innerBoundaryIs>\(ring(0.25))</innerBoundaryIs>" : ""
        return
            "<Placemark><name>\(name)</name><Polygon><outerBoundaryIs>\(ring(0))</outerBoundaryIs>\(inner)</Polygon></Placemark>"
    }

    /// Alder is ward 0, Beech 1, Cherry 2, Date Palm 3, Elm 4.
    private static let kml =
        "<kml><Document>"
        + [
            square("Corner", 0.5, 0.5, 1, 1), square("Ring", 0, 0, 1, 1, hole: true),
            square("Two Wards", 1, 0, 3, 1), square("Across", 0.5, 0.25, 1.5, 0.75),
            square("St Mark’s Gate", 3.25, 0.25, 3.75, 0.75), square("By the Sea", -1, 0, -0.5, 1),
        ].joined() + "</Document></kml>"

    private func assessor(_ clauses: String, decision: String = World.decision) throws -> Assessor {
        let text = World.rules("lot \"L\"\n" + clauses, decision: decision)
        let files = RuleFiles(main: "main.rules") { $0 == "main.rules" ? Array(text.utf8) : nil }
        let wards = try BoundaryFile(
            bytes: Repository.bytes("Tests/RuleConformanceTests/Corpus/world.kml") ?? [], name: "world.kml")
        let outlines = try BoundaryFile(bytes: Array(Self.kml.utf8), name: "outlines.kml", mayLackWards: true)
        var options = Assessor.Options()
        options.postcodes = World.postcodes
        return try Assessor(RuleBook(files, map: WardMap([wards, outlines])), options: options)
    }

    /// Whether somebody who lives there is in the lot; nil when it is not known.
    private func isIn(_ clauses: String, _ home: String, on day: String = "1 July 2020") throws -> Bool? {
        let found = try assessor(clauses).decide([
            "home": home, "other connections": "none", "start date": day,
        ])
        switch found.outcome {
        case .eligible: return true
        case .notEligible: return false
        default:
            #expect(found.askNext.map(\.name) == ["home"])
            return nil
        }
    }

    @Test func `points are in an outline, out of it, in its hole or on its border`() throws {
        for (x, y, wanted) in [
            (0.75, 0.75, true), (0.25, 0.25, false), (0.5, 0.75, true), (1.0, 1.0, true), (1.25, 0.75, false),
            (0.499, 0.75, false),
        ] {
            #expect(try isIn("    outline \"Corner\"", World.point(x, y)) == wanted, "\(x), \(y)")
        }
        for (x, y, wanted) in [(0.1, 0.5, true), (0.5, 0.5, false), (0.25, 0.5, true), (0.2, 0.2, true)] {
            #expect(try isIn("    outline \"Ring\"", World.point(x, y)) == wanted, "\(x), \(y)")
        }
        // Beyond every ward of the map an outline still holds what it holds.
        #expect(try isIn("    outline \"By the Sea\"", World.point(-0.75, 0.5)) == true)
    }

    @Test func `a postcode is where its centre is`() throws {
        #expect(try isIn("    outline \"Corner\"", "postcode B37 7RN") == true)
        #expect(try isIn("    outline \"Corner\"", "postcode B37 7RA") == false)
        #expect(try isIn("    outline \"Corner\"", "postcode B37 7RZ") == nil)
        // A code is believed for the ward, and the postcode beside it for the outline.
        let found = try assessor("    outline \"Across\"").decide([
            "home ward": "E05000001", "home postcode": "B37 7RN", "other connections": "none",
        ])
        #expect(found.outcome == .eligible)
    }

    @Test func `a ward is in an outline that holds it, out of one it only touches, and otherwise not known`() throws {
        for (outline, ward, wanted) in [
            ("Two Wards", 2, true), ("Two Wards", 3, true), ("Two Wards", 1, false), ("Two Wards", 4, false),
            ("Corner", 1, nil), ("Corner", 2, false), ("Ring", 1, nil), ("Across", 1, nil), ("Across", 2, nil),
            ("Across", 3, false), ("By the Sea", 1, false), ("St Mark’s Gate", 4, nil),
        ] as [(String, Int, Bool?)] {
            #expect(try isIn("    outline \"\(outline)\"", "E0500000\(ward)") == wanted, "\(outline), \(ward)")
        }
    }

    @Test func `whoever is known by a divided ward is told what to ask for`() throws {
        let clauses = "    outline \"Corner\""
        let found = try assessor(clauses).decide(["home": "E05000001", "other connections": "none"])
        #expect(found.outcome == .needsInformation && found.askNext.map(\.name) == ["home"])
        #expect(
            found.notes == [
                "Only a part of E05000001 Alder is in the lot “L”. Ask for the postcode or the address."
            ])
        // Nothing is said where it does not matter.
        let child = try assessor(clauses).decide([
            "home": "E05000001", "other connections": "none", "age": "12",
        ])
        #expect(child.outcome == .notEligible && child.notes.isEmpty)
    }

    @Test func `an outline counts on its days, both ends included`() throws {
        let clauses = "    outline \"Corner\" from 1 July 2020 to 31 March 2021\n    ward E05000005"
        for (day, wanted) in [
            ("30 June 2020", false), ("1 July 2020", true), ("31 March 2021", true), ("1 April 2021", false),
        ] {
            #expect(try isIn(clauses, World.point(0.75, 0.75), on: day) == wanted, "\(day)")
            #expect(try isIn(clauses, "E05000001", on: day) == (wanted ? nil : false), "\(day)")
        }
        #expect(try isIn(clauses, "E05000005", on: "30 June 2020") == true)
    }

    @Test func `later clauses count over earlier ones, wards and outlines alike`() throws {
        let without = "    ward E05000001\n    without outline \"Corner\""
        #expect(try isIn(without, World.point(0.75, 0.75)) == false)
        #expect(try isIn(without, World.point(0.25, 0.25)) == true)
        #expect(try isIn(without, World.point(0.5, 0.75)) == true, "on the border it stays")
        #expect(try isIn(without, "E05000001") == nil)
        #expect(try isIn("    ward E05000002\n    without outline \"Corner\"", "E05000002") == true)
        let back = "    ward E05000001\n    without outline \"Corner\"\n    outline \"Across\""
        #expect(try isIn(back, World.point(0.75, 0.7)) == true)
        #expect(try isIn(back, World.point(0.75, 0.9)) == false)
        let outlineThenWard = "    outline \"Across\"\n    without ward E05000002"
        #expect(try isIn(outlineThenWard, World.point(1.25, 0.5)) == false)
        #expect(try isIn(outlineThenWard, World.point(0.75, 0.5)) == true)
        #expect(try isIn(outlineThenWard, "E05000002") == false)
        // On the border of two wards it counts as in each.
        #expect(try isIn(outlineThenWard, World.point(1, 0.5)) == true)
    }

    @Test func `within metres of an outline`() throws {
        // A hundredth of a degree is about 685 metres from east to west.
        let near = "    within 200 metres of outline \"St Mark's Gate\""
        #expect(try isIn(near, World.point(3.5, 0.5)) == true)
        #expect(try isIn(near, World.point(3.0, 0.5)) == true)
        #expect(try isIn(near, World.point(2.9, 0.5)) == false)
        #expect(try isIn(near, "E05000004") == nil)
        #expect(try isIn(near, "E05000003") == nil)
        #expect(try isIn(near, "E05000002") == false)
        #expect(try isIn("    within 100 metres of outline \"ST MARKS GATE\"", "E05000003") == false)
        #expect(try isIn("    within 100 metres of outline \"Two Wards\"", "E05000002") == true)
    }

    @Test func `near a border that decides, the address is to be checked, and near others not`() throws {
        func notes(_ clauses: String, _ x: Double, _ y: Double) throws -> [String] {
            try assessor(clauses).decide(["home": World.point(x, y), "other connections": "none"]).notes
        }
        let outline = "    outline \"Corner\""
        #expect(try notes(outline, 0.49, 0.75).count == 1)
        #expect(try notes(outline, 0.51, 0.75).first?.contains("7 m inside the border of the lot “L”: check the address") == true)
        #expect(try notes(outline, 0.25, 0.25).isEmpty)
        // Inside a ward that is all in the lot, the outline’s border decides nothing.
        #expect(try notes("    ward E05000001\n    outline \"Corner\"", 0.51, 0.75).isEmpty)
        #expect(try notes("    within 200 metres of outline \"St Mark's Gate\"", 2.96, 0.5).count == 1)
        #expect(try notes("    within 200 metres of outline \"St Mark's Gate\"", 3.3, 0.5).isEmpty)
    }

    @Test func `assumptions of an outline are those of who is reached by it`() throws {
        let clauses = """
                outline "Corner"
                    assumed "The corner was drawn by hand."
                outline "Ring"
                    assumed "The ring was drawn by hand."
            """
        func assumptions(_ x: Double, _ y: Double) throws -> [String] {
            try assessor(clauses).decide(["home": World.point(x, y), "other connections": "none"]).assumptions
        }
        #expect(try assumptions(0.6, 0.6) == ["The corner was drawn by hand."])
        #expect(try assumptions(0.1, 0.1) == ["The ring was drawn by hand."])
        #expect(try assumptions(0.4, 0.4) == [])
    }

    // MARK: Checking

    private func told(_ clauses: String, withMap: Bool = true) -> [String] {
        do {
            if withMap { _ = try assessor(clauses) } else { _ = try World.book(World.rules("lot \"L\"\n" + clauses), withMap: false) }
            return []
        } catch let problems as Problems {
            return problems.all.map { "\($0.code.rawValue) \($0.suggestion ?? "")" }
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `outlines that are not there, and neighbours of none, are refused`() throws {
        #expect(told("    outline \"Cornet\"") == ["R221 Did you mean “Corner”?"])
        #expect(told("    without outline \"Nowhere Near\"\n    ward E05000001") == ["R221 "])
        #expect(told("    outline \"Corner\"\n    with neighbouring wards") == ["R215 "])
        #expect(told("    outline \"Corner\"\n    ward E05000001\n    with neighbouring wards") == [])
        #expect(told("    without outline \"Corner\"") == ["R215 "])
        #expect(told("    outline \"Corner\"", withMap: false).first?.contains("These rules speak of outlines") == true)
    }
}
