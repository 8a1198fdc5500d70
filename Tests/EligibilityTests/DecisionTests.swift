import Eligibility
import Facts
import RuleTestSupport
import Testing

/// Caps and waiting lists, assumptions, other readings and reasons.
struct DecisionTests {
    // MARK: Caps

    private static let capped = World.rules(
        """
        lot "L"
            ward E05000001
        lot "M"
            ward E05000002
        """,
        extra: """
            period holiday: from 1 August 2020 to 31 August 2020
                assumed "The holiday was in August."
            period secret: not published
                assumed "Nobody knows when."
            cohort "Idle", also called "Resting": status is "out of work"
            cohort "Busy": status is "employed"
            cap "Resting": places given for each lot
                suspended during holiday
                suspended during secret
                when full, say "You are on the waiting list."
            """)

    private func place(
        _ texts: [String: String], _ places: [Assessor.PlaceCount] = []
    ) throws -> (place: Assessment.Place?, found: Assessment) {
        let assessor = try World.assessor(Self.capped) { $0.places = places }
        let found = try assessor.decide(["home": "E05000001", "status": "out of work"].merging(texts) { $1 })
        return (found.place, found)
    }

    @Test func `a full cohort has a waiting list and stays eligible`() throws {
        let full = try place(["places taken": "40 of 40"])
        #expect(full.place == .waitingList && full.found.outcome == .eligible)
        #expect(full.found.cohort == .named("Idle"))
        #expect(full.found.notes.contains("You are on the waiting list."))
        #expect(try place(["places taken": "41 of 40"]).place == .waitingList)
        #expect(try place(["places taken": "0 of 0"]).place == .waitingList)
        let free = try place(["places taken": "39 of 40"])
        #expect(free.place == .available && free.found.notes.isEmpty)
        #expect(try place([:]).place == .notKnown)
    }

    @Test func `a suspended cap leaves a place, and the assumption shows`() throws {
        for (day, wanted) in [
            ("31 July 2020", Assessment.Place.waitingList), ("1 August 2020", .available),
            ("31 August 2020", .available), ("1 September 2020", .waitingList),
        ] {
            let found = try place(["places taken": "40 of 40", "start date": day])
            #expect(found.place == wanted, "\(day)")
            #expect(found.found.assumptions.contains("The holiday was in August.") == (wanted == .available))
        }
        // Where no source gives the days of a suspension, whoever waits should know.
        #expect(try place(["places taken": "40 of 40"]).found.assumptions == ["Nobody knows when."])
    }

    @Test func `no place is in question for cohorts without a cap, or where the outcome is another`() throws {
        #expect(try place(["status": "employed", "places taken": "40 of 40"]).place == .available)
        #expect(try place(["home": "E05000004", "other connections": "none"]).place == nil)
        #expect(try place(["status": "unknown"]).place == .notKnown)
    }

    @Test func `a place in any of the lots is a place`() throws {
        func count(_ lot: String, _ taken: Int) -> Assessor.PlaceCount {
            .init(lot: lot, cohort: "idle", count: .init(taken: taken, places: 10))
        }
        let both = ["work": "E05000002"]
        #expect(try place(both, [count("L", 10), count("m", 9)]).place == .available)
        #expect(try place(both, [count("L", 10), count("M", 10)]).place == .waitingList)
        #expect(try place(both, [count("L", 10)]).place == .notKnown)
        #expect(try place([:], [count("L", 10)]).place == .waitingList)
        for wrong in [[count("N", 1)], [count("L", 1), count("L", 2)]] {
            #expect(throws: (any Error).self) { try place([:], wrong) }
        }
    }

    // MARK: Assumptions and readings

    private static let read = World.rules(
        "lot \"L\"\n    ward E05000001\n    with ward E05000002 from 1 July 2020 onwards\n        assumed \"Beech from July.\"",
        decision: """
            rate limit: money per year
                from 1 January 2020 to 31 December 2021: £10,000
                assumed "The limit did not change."
            interpretation pay: "counts" or "does not count"
                default "counts"
            interpretation nothing: "so" or "thus"
                default "so"
            condition local connection: has a connection to the lot
            condition low pay: income is below the limit
                waived when free: pay is "does not count"
                otherwise refer, say "Talk about pay."
            eligible when local connection and low pay
            """)

    @Test func `assumptions show where the answer rests on them`() throws {
        let assessor = try World.assessor(Self.read)
        #expect(
            try assessor.decide(["home": "E05000001", "income": "£5,000"]).assumptions
                == ["The limit did not change."])
        #expect(
            try assessor.decide(["home": "E05000002", "income": "£5,000"]).assumptions
                == ["Beech from July.", "The limit did not change."])
        let waived = try assessor.decide(["home": "E05000001", "income": "£50,000", "pay": "does not count"])
        #expect(waived.outcome == .eligible && waived.conditions[1].result == .waived)
        #expect(waived.assumptions.isEmpty, "\(waived.assumptions)")
    }

    @Test func `another reading is listed exactly where it would change the answer`() throws {
        let assessor = try World.assessor(Self.read)
        let high = try assessor.decide(["home": "E05000001", "income": "£50,000"])
        #expect(high.outcome == .refer)
        #expect(
            high.otherReadings == [
                "Rests on reading “pay” as “counts”. Read as “does not count” the answer would be eligible."
            ])
        #expect(try assessor.decide(["home": "E05000001", "income": "£5,000"]).otherReadings.isEmpty)
        let chosen = try World.assessor(Self.read) { $0.readings = ["Pay": "Does not count"] }
        let other = try chosen.decide(["home": "E05000001", "income": "£50,000"])
        #expect(other.outcome == .eligible)
        #expect(
            other.otherReadings == [
                "Rests on reading “pay” as “does not count”. Read as “counts” the answer would be refer."
            ])
        #expect(throws: (any Error).self) {
            try World.assessor(Self.read) { $0.readings = ["pay": "perhaps"] }
        }
        #expect(throws: (any Error).self) {
            try World.assessor(Self.read) { $0.readings = ["play": "counts"] }
        }
    }

    // MARK: Given values and contradictions

    @Test func `a given definition that the facts contradict is an error of the input`() throws {
        let assessor = try World.assessor(World.rules("lot \"L\"\n    ward E05000001"))
        let good = ["home": "E05000001", "date of birth": "2 July 1990"]
        #expect(try assessor.errors(good.merging(["age": "29"]) { $1 }).isEmpty)
        #expect(try assessor.errors(good.merging(["age": "30"]) { $1 }) == ["age"])
        #expect(
            try assessor.errors(good.merging(["date of birth": "2 July 2020"]) { $1 }) == ["date of birth"])
        #expect(try assessor.errors(["start date": "unknown"]) == ["start date"])
        #expect(try assessor.errors(["start date": "in 2020"]) == ["start date"])
        // Every problem of a person at once.
        #expect(try assessor.errors(["income": "lots", "status": "king", "home": "E0"]).count == 3)
    }

    @Test func `a definition that is a fact by another name takes the fact’s answers`() throws {
        let text = World.rules(
            "lot \"L\"\n    ward E05000001",
            decision: """
                fact veteran: yes or no
                define served: veteran
                define situation: status
                condition local connection: has a connection to the lot
                condition right sort: served or situation is "out of work"
                eligible when local connection and right sort
                """)
        let assessor = try World.assessor(text)
        let home = ["home": "E05000001"]
        #expect(try assessor.decide(home.merging(["served": "yes"]) { $1 }).outcome == .eligible)
        #expect(try assessor.decide(home.merging(["situation": "out of work"]) { $1 }).outcome == .eligible)
        #expect(
            try assessor.decide(home.merging(["situation": "employed", "served": "no"]) { $1 }).outcome
                == .notEligible)
        #expect(try assessor.errors(home.merging(["served": "yes", "veteran": "no"]) { $1 }) == ["served"])
        #expect(
            try assessor.errors(home.merging(["situation": "employed", "status": "out of work"]) { $1 })
                == ["situation"])
    }

    // MARK: Determinism

    private static let crowd = [
        ["home": "E05000002", "income": "from £5,000 to £15,000"], ["income": "unknown"],
        ["home": "E05000001|unknown", "work": World.point(1, 0.5)], ["other tie": "Beech"],
    ]

    private static func decideCrowd() -> [Assessment]? {
        try? crowd.map { try World.assessor(read).decide($0) }
    }

    @Test func `the same person has the same answer twice`() throws {
        let first = try #require(Self.decideCrowd())
        #expect(Self.decideCrowd() == first)
    }

    // Nothing is thrown here: the optimiser of Swift 6.3 crashes on an asynchronous test that does.
    @Test func `the same people have the same answers from many tasks at once`() async {
        let assessor = try? World.assessor(Self.read)
        let first = Self.decideCrowd()
        #expect(first != nil)
        let alike = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    let found = assessor.flatMap { assessor in
                        try? Self.crowd.map { try assessor.decide($0) }
                    }
                    return found != nil && found == first
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(alike == 16)
    }
}
