import Eligibility
import RuleTestSupport
import Testing

/// Which wards belong to a lot on which day, and what a lot offers.
struct LotTests {
    private func lots(_ lots: String, _ ward: String, on day: String = "1 July 2020") throws -> [String] {
        let assessor = try World.assessor(World.rules(lots))
        return try assessor.decide(["home": ward, "other connections": "none", "start date": day]).lots.map(
            \.lot)
    }

    /// The wards of the lot “L”, by their last digit, on a day.
    private func wards(_ clauses: String, on day: String = "1 July 2020") throws -> String {
        let assessor = try World.assessor(World.rules("lot \"L\"\n" + clauses))
        return try World.wards.filter { code, _, _, _ in
            let found = try assessor.decide(["home": code, "other connections": "none", "start date": day])
            return found.outcome == .eligible
        }.map { String($0.0.suffix(1)) }.joined()
    }

    @Test func `neighbours share a border and not a corner`() throws {
        #expect(try wards("    ward E05000005") == "5")
        #expect(try wards("    ward E05000005\n    with neighbouring wards") == "45")
        #expect(try wards("    ward E05000006\n    with neighbouring wards") == "6")
        #expect(try wards("    ward E05000001\n    with neighbouring wards") == "12")
    }

    @Test func `neighbours within steps and metres`() throws {
        #expect(try wards("    ward E05000001\n    with neighbouring wards within 2 steps") == "123")
        #expect(try wards("    ward E05000001\n    with neighbouring wards within 100 steps") == "12345")
        // A ward is about 690 metres wide.
        #expect(try wards("    ward E05000001\n    with neighbouring wards within 600 metres") == "12")
        #expect(try wards("    ward E05000001\n    with neighbouring wards within 800 metres") == "123")
        #expect(try wards("    ward E05000005\n    with neighbouring wards within 10 metres") == "456")
    }

    @Test func `neighbours for some days, both ends included`() throws {
        let clauses = "    ward E05000001\n    with neighbouring wards from 1 July 2020 to 31 March 2021"
        for (day, wanted) in [
            ("30 June 2020", "1"), ("1 July 2020", "12"), ("31 March 2021", "12"), ("1 April 2021", "1"),
        ] {
            #expect(try wards(clauses, on: day) == wanted, "\(day)")
        }
        let open = "    ward E05000001\n    with ward E05000003 from 1 July 2020 onwards"
        #expect(try wards(open, on: "30 June 2020") == "1")
        #expect(try wards(open, on: "31 December 2021") == "13")
    }

    @Test func `neighbours are those of the wards of the lot itself, one step`() throws {
        let clauses =
            "    ward E05000001\n    with ward E05000003 from 1 July 2020 to 31 July 2020\n    with neighbouring wards"
        #expect(try wards(clauses) == "123")
        let own = "    ward E05000001\n    ward E05000003\n    with neighbouring wards"
        #expect(try wards(own) == "1234")
    }

    @Test func `a ward taken out is out, whatever brought it in before`() throws {
        #expect(
            try wards("    ward E05000001\n    with neighbouring wards\n    without ward E05000002") == "1")
        #expect(
            try wards(
                "    ward E05000002\n    with neighbouring wards\n    without ward E05000003 from 2 July 2020 onwards"
            )
                == "123")
        // Later clauses count over earlier ones.
        #expect(
            try wards("    ward E05000001\n    without ward E05000002\n    with neighbouring wards") == "12")
    }

    @Test func `a lot that is not open takes nobody and leaves the others as they are`() throws {
        let both = """
            lot "L"
                ward E05000001
                open from 1 July 2020 to 31 July 2020
                open from 1 September 2020 onwards
            lot "M"
                ward E05000001
                ward E05000002
            """
        for (day, wanted) in [
            ("30 June 2020", ["M"]), ("1 July 2020", ["L", "M"]), ("31 July 2020", ["L", "M"]),
            ("1 August 2020", ["M"]), ("1 September 2020", ["L", "M"]),
        ] {
            #expect(try lots(both, "E05000001", on: day) == wanted, "\(day)")
        }
        let assessor = try World.assessor(
            World.rules("lot \"L\"\n    ward E05000001\n    open from 1 July 2020 to 31 July 2020"))
        let closed = try assessor.decide(["home": "E05000001", "start date": "1 August 2020"])
        #expect(closed.outcome == .notEligible && closed.askNext.isEmpty && closed.lots.isEmpty)
        #expect(closed.reasons == ["No lot is open on 1 August 2020."])
    }

    @Test func `outside its run a programme takes nobody, and says why`() throws {
        let assessor = try World.assessor(World.rules("lot \"L\"\n    ward E05000001"))
        for (day, isOpen) in [
            ("31 December 2019", false), ("1 January 2020", true), ("31 December 2021", true),
            ("1 January 2022", false),
        ] {
            let found = try assessor.decide(["home": "E05000001", "start date": day])
            #expect((found.outcome == .eligible) == isOpen, "\(day)")
            if !isOpen {
                #expect(found.outcome == .notEligible && found.askNext.isEmpty)
                #expect(
                    found.reasons == [
                        "World runs from 1 January 2020 to 31 December 2021, and the start date is \(day)."
                    ])
            }
        }
        // Bad input stays an error of the input there.
        #expect(
            try assessor.errors(["date of birth": "1 January 2023", "start date": "1 January 2022"])
                == ["date of birth"])
    }

    @Test func `the provider is the one of the day`() throws {
        let assessor = try World.assessor(
            World.rules(
                """
                lot "L"
                    ward E05000001
                    provider "First" from 1 January 2020 to 30 June 2020
                    provider "Second" from 1 July 2020 to 31 December 2020
                """))
        for (day, wanted) in [("30 June 2020", "First"), ("1 July 2020", "Second"), ("1 January 2021", nil)] {
            #expect(
                try assessor.decide(["home": "E05000001", "start date": day]).lots.first?.provider == wanted)
        }
    }

    @Test func `lots come by order of connections, then of the file`() throws {
        let three = World.wards.prefix(3).map { "lot \"\($0.1)\"\n    ward \($0.0)" }.joined(separator: "\n")
        let assessor = try World.assessor(World.rules(three))
        let found = try assessor.decide(["home": "E05000003", "work": "E05000001|E05000003|E05000002"])
        #expect(found.lots.map(\.lot) == ["Cherry", "Alder", "Beech"])
        #expect(found.lots[0].connections == ["home", "work"])
    }
}
