import Eligibility
import RuleTestSupport
import Testing

/// What places of people mean: known, not known, elsewhere, or an error of the input.
struct PlaceTests {
    private let assessor: Assessor

    init() throws {
        assessor = try World.assessor(
            World.rules(
                "lot \"North\"\n    ward E05000001 \"Alder\"\nlot \"South\"\n    ward E05000002 \"Beech\""))
    }

    private func home(_ text: String, _ other: [String: String] = ["other connections": "none"]) throws
        -> Assessment
    {
        try assessor.decide(other.merging(["home": text]) { $1 })
    }

    private func ask(_ assessment: Assessment) -> [String] { assessment.askNext.map(\.name) }

    @Test func `a code of the set is believed, and says which lot`() throws {
        let found = try home("E05000001 Alder")
        #expect(found.outcome == .eligible)
        #expect(found.lots.map(\.lot) == ["North"] && found.lots.map(\.connections) == [["home"]])
        #expect(found.notes.isEmpty && found.askNext.isEmpty)
        #expect(try home("E05000004").outcome == .notEligible)
        #expect(try home("E05000004").askNext.isEmpty)
    }

    @Test func `names beside codes are compared folding what people write differently`() throws {
        for name in ["alder", "ALDER", "“Alder”", "\"alder\""] {
            #expect(try home("E05000001 \(name)").notes.isEmpty, "\(name)")
        }
        #expect(try home("E05000004 date-palm").notes.isEmpty)
        let wrong = try home("E05000001 Beech")
        #expect(wrong.outcome == .eligible)
        #expect(
            wrong.notes == ["E05000001 is Alder, and the name beside it is “Beech”: check which is meant."])
    }

    @Test func `a code of another set is asked about and never outside`() throws {
        let found = try home("E05011138 Glebe Farm")
        #expect(found.outcome == .needsInformation)
        #expect(ask(found) == ["home"])
        #expect(
            found.notes == [
                "E05011138 Glebe Farm is not one of the wards these rules are drawn in; it may be a code of another year. Ask for the postcode or the address."
            ])
    }

    @Test func `a code that the rules place is in the ward they place it in, and says what that rests on`()
        throws
    {
        let found = try home("E05009999 New Beech")
        #expect(found.outcome == .eligible && found.lots.map(\.lot) == ["South"])
        #expect(found.notes == ["E05009999 New Beech lies within E05000002 Beech."])
        #expect(found.assumptions == ["The new ward is inside the old one."])
        #expect(try home("E05000002").assumptions.isEmpty)
    }

    @Test func `a code that is none is an error`() throws {
        for text in ["E0500001", "E050000011", "X05000001", "E05OO0001"] {
            #expect(try assessor.errors(["home": text]) == ["home"], "\(text)")
            #expect(try assessor.errors(["home ward": text]) == ["home ward"], "\(text)")
        }
    }

    @Test func `a name alone is no evidence, however telling`() throws {
        let once = try home("Alder")
        #expect(once.outcome == .needsInformation && ask(once) == ["home"])
        #expect(
            once.notes == [
                "“Alder”: A ward’s name alone is not enough: names repeat. Ask for the postcode or the ward’s code."
            ])
        let twice = try home("beech")
        #expect(
            twice.notes == [
                "“beech”: 2 wards here have that name (E05000002, E05000007). Ask for the postcode."
            ])
    }

    @Test func `postcodes that are known, unknown, unplaceable or none`() throws {
        #expect(try home("postcode \"B37 7RN\"").lots.map(\.lot) == ["North"])
        #expect(try home("postcode b377rn").lots.map(\.lot) == ["North"])
        #expect(try home("postcode B37 7RA").outcome == .notEligible)
        #expect(try home("postcode B1 1AA").outcome == .notEligible)
        for text in ["B37 7RZ", "ZZ99 3VZ", "BFPO 58"] {
            let found = try home("postcode \(text)")
            #expect(found.outcome == .needsInformation, "\(text)")
            #expect(ask(found) == ["home"], "\(text)")
            #expect(found.notes.count == 1, "\(text): \(found.notes)")
        }
        for text in ["B37", "hello", "B37 7R", "12345"] {
            #expect(try assessor.errors(["home postcode": text]) == ["home postcode"], "\(text)")
        }
    }

    @Test func `without a file of postcodes a postcode is not known`() throws {
        let text = World.rules("lot \"North\"\n    ward E05000001 \"Alder\"")
        let bare = try World.assessor(text) { $0.postcodes = nil }
        #expect(try bare.decide(["home": "postcode B37 7RN"]).outcome == .needsInformation)
    }

    @Test func `points inside, outside and on a border`() throws {
        #expect(try home(World.point(0.5, 0.5)).lots.map(\.lot) == ["North"])
        #expect(try home(World.point(3.5, 0.5)).outcome == .notEligible)
        let outside = try home(World.point(0.5, 3))
        #expect(outside.outcome == .notEligible && outside.askNext.isEmpty)
        let border = try home(World.point(1, 0.5))
        #expect(border.lots.map(\.lot) == ["North", "South"])
        #expect(
            border.notes.contains { $0.contains("is on the border of E05000001 Alder and E05000002 Beech") })
        let edge = try home(World.point(0, 0.5))
        #expect(edge.lots.map(\.lot) == ["North"])
    }

    @Test func `postcodes out of use, of large users, guessed or without a place`() throws {
        let old = try home("postcode B37 7RD")
        #expect(old.outcome == .eligible && old.notes.count == 1)
        #expect(old.notes[0].contains("went out of use in March 2004"))
        let guessed = try home("postcode B37 7RF")
        #expect(guessed.outcome == .eligible && guessed.notes.count == 2)
        for text in ["B37 7RE", "B37 7RG", "CV1 1AA"] {
            let found = try home("postcode \(text)")
            #expect(found.outcome == .needsInformation && ask(found) == ["home"], "\(text)")
            #expect(found.notes.count == 1, "\(text): \(found.notes)")
        }
    }

    @Test func `a spelling with O for 0 is read as the postcode it can only be, and told of`() throws {
        let found = try home("postcode BI IAA")
        #expect(found.outcome == .notEligible)
        #expect(found.notes == ["“BI IAA” was read as B1 1AA, the only postcode it can be meant for."])
    }

    @Test func `a file of postcodes that lists another ward is told of`() throws {
        let found = try home("postcode B37 7RB")
        #expect(found.lots.map(\.lot) == ["South"])
        #expect(
            found.notes.contains(
                "The file of postcodes lists B37 7RB in E05000001 Alder: check the address."))
    }

    @Test func `a point near the border of a lot says how far, on which side, and check the address`() throws
    {
        let near = try home(World.point(1.001, 0.5))
        #expect(near.lots.map(\.lot) == ["South"])
        #expect(
            near.notes == [
                "The point 52.005, -1.98999 is 1 m outside the border of the lot “North”: check the address.",
                "The point 52.005, -1.98999 is 1 m inside the border of the lot “South”: check the address.",
            ])
        let border = try home(World.point(1, 0.5))
        #expect(
            border.notes.contains { $0.contains("is on the border of the lot “North”: check the address") })
        #expect(try home(World.point(1.5, 0.5)).notes.isEmpty)
        #expect(try home(World.point(0.5, 0.5)).notes.isEmpty)
    }

    @Test func `how near is near can be said, and less sure places count as nearer`() throws {
        let text = World.rules("lot \"North\"\n    ward E05000001 \"Alder\"")
        func notes(_ place: String, _ metres: Double) throws -> [String] {
            let assessor = try World.assessor(text) { $0.nearMetres = metres }
            return try assessor.decide(["home": place, "other connections": "none"]).notes
        }
        // Half a ward is 343 metres.
        #expect(try notes(World.point(0.5, 0.5), 340).isEmpty)
        #expect(try notes(World.point(0.5, 0.5), 346).count == 1)
        #expect(try notes("postcode B37 7RN", 340).isEmpty)
        let guessed = try notes("postcode B37 7RF", 300)
        #expect(
            guessed.last?.hasSuffix(
                "m inside the border of the lot “North”, and its place is good to about 100 m: check the address."
            ) == true, "\(guessed)")
        #expect(try notes(World.point(1.001, 0.5), 0).isEmpty)
    }

    @Test func `the border is that of the lot as it is on the day`() throws {
        let dated = try World.assessor(
            World.rules(
                "lot \"North\"\n    ward E05000001 \"Alder\"\n    with ward E05000002 \"Beech\" from 1 January 2021 onwards"
            ))
        func notes(_ day: String, _ x: Double) throws -> [String] {
            try dated.decide([
                "start date": day, "home": World.point(x, 0.5), "other connections": "none",
            ]).notes
        }
        #expect(
            try notes("31 December 2020", 1.001) == [
                "The point 52.005, -1.98999 is 1 m outside the border of the lot “North” as it is on 31 December 2020: check the address."
            ])
        #expect(try notes("1 January 2021", 1.001).isEmpty)
        #expect(try notes("31 December 2020", 2.001).isEmpty)
        #expect(try notes("1 January 2021", 2.001).count == 1)
    }

    @Test func `latitude and longitude the wrong way round are an error`() throws {
        #expect(try !assessor.errors(["home": "latitude -1.995, longitude 52.005"]).isEmpty)
        #expect(try !assessor.errors(["home latitude": "-1.995", "home longitude": "52.005"]).isEmpty)
        #expect(try !assessor.errors(["home latitude": "52.005"]).isEmpty)
        #expect(try !assessor.errors(["home latitude": "91", "home longitude": "0"]).isEmpty)
        #expect(try !assessor.errors(["home latitude": "0", "home longitude": "0"]).isEmpty)
    }

    @Test func `a code and a point far from it contradict each other, and the place is asked about`() throws {
        func decide(_ point: (Double, Double)) throws -> Assessment {
            try assessor.decide([
                "home ward": "E05000001", "home latitude": "\(World.latitude(point.1))",
                "home longitude": "\(World.longitude(point.0))", "other connections": "none",
            ])
        }
        let far = try decide((4.5, 0.5))
        #expect(far.outcome == .needsInformation)
        #expect(far.notes.contains { $0.contains("from E05000001 Alder: ask for the address") })
        #expect(try decide((0.5, 0.5)).outcome == .eligible)
        // Within 100 metres of the ward the code is believed.
        let near = try decide((1.001, 0.5))
        #expect(near.lots.map(\.lot) == ["North"])
        #expect(
            near.notes == [
                "The point given is 1 m outside E05000001 Alder, near enough for the code to be taken: check the address."
            ])
        #expect(try decide((1, 0.5)).notes.isEmpty)
        let postcode = try assessor.decide(["home ward": "E05000001", "home postcode": "B37 7RA"])
        #expect(postcode.outcome == .needsInformation)
    }

    @Test func `a code that the rules place is held against its point as well`() throws {
        func decide(_ place: [String: String]) throws -> Assessment {
            try assessor.decide(
                ["home ward": "E05009999", "other connections": "none"].merging(place) { $1 })
        }
        let far = try decide(["home postcode": "B37 7RN"])
        #expect(far.outcome == .needsInformation)
        #expect(far.notes.contains { $0.contains("from E05000002 Beech: ask for the address") })
        let there = try decide(["home postcode": "B37 7RB"])
        #expect(there.lots.map(\.lot) == ["South"])
        // A postcode without a place contradicts nothing.
        #expect(try decide(["home postcode": "ZZ99 3VZ"]).outcome == .eligible)
    }

    @Test func `several places, with or without more to come`() throws {
        let two = try home("E05000004 | E05000002")
        #expect(two.lots.map(\.lot) == ["South"])
        let both = try home("E05000001|E05000002")
        #expect(both.lots.map(\.lot) == ["North", "South"])
        #expect(try home("E05000004|E05000005").outcome == .notEligible)
        let more = try home("E05000004|unknown")
        #expect(more.outcome == .needsInformation && ask(more) == ["home"])
        #expect(try home("E05000001|unknown").outcome == .eligible)
        #expect(try home("E05000004|E05011138").outcome == .needsInformation)
        #expect(try home("none").outcome == .notEligible)
        #expect(try home("E05000001|none").outcome == .eligible)
    }

    @Test func `columns of one connection are paired by position`() throws {
        let found = try assessor.decide([
            "home ward": "E05000004|E05000002", "home postcode": "B37 7RA|unknown",
            "other connections": "none",
        ])
        #expect(found.lots.map(\.lot) == ["South"])
        #expect(
            try assessor.errors(["home ward": "E05000004|E05000002", "home postcode": "B37 7RA"]).count == 1)
        #expect(try assessor.errors(["home ward": "none", "home postcode": "B37 7RA"]) == ["home ward"])
        #expect(try assessor.errors(["home latitude": "52|52", "home longitude": "-2|unknown"]).count == 1)
    }

    @Test func `other connections none closes only what was not given`() throws {
        #expect(try home("E05000004", [:]).outcome == .needsInformation)
        #expect(ask(try home("E05000004", [:])) == ["work", "other tie"])
        #expect(
            try home("E05000004", ["other connections": "none", "work": "unknown"]).outcome
                == .needsInformation)
        #expect(try assessor.errors(["other connections": "some"]) == ["other connections"])
    }

    @Test func `a tie that only refers makes a lot at best referred, in its own words`() throws {
        let found = try home("E05000004", ["other connections": "none", "other tie": "E05000002"])
        #expect(found.outcome == .refer)
        #expect(found.lots.map(\.lot) == ["South"])
        #expect(found.conditions[0].reason.contains("A person will decide about this tie."))
        // A better tie to another lot makes the person eligible there, and only there.
        let both = try home("E05000001", ["other connections": "none", "other tie": "E05000002"])
        #expect(both.outcome == .eligible && both.lots.map(\.lot) == ["North"])
    }

    @Test func `without a map codes are taken as they are`() throws {
        let text = World.rules("lot \"North\"\n    ward E05000001 \"Alder\"")
        let bare = try World.assessor(text, withMap: false)
        #expect(try bare.decide(["home": "E05000001"]).outcome == .eligible)
        #expect(try bare.decide(["home": "E05000009", "other connections": "none"]).outcome == .notEligible)
        #expect(try bare.decide(["home": World.point(0.5, 0.5)]).outcome == .needsInformation)
    }
}
