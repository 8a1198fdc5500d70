import BoundaryFiles
import ColumnEvaluation
import Eligibility
import Facts
import Foundation
import RuleChecking
import RuleEvaluation
import Wards

/// Deciding many people at once.
enum ListBenchmark {
    static let programme = "connecting-communities"

    static func run(_ setting: Setting) throws {
        try columns(setting)
    }

    static func book(_ setting: Setting) throws -> RuleBook? {
        let path = "Boundaries/connecting-communities-approximate.kml"
        guard let kml = setting.bytes(path) else { return nil }
        let files = RuleFiles(main: "\(programme)/\(programme).rules") { setting.bytes("Rules/\($0)") }
        return try RuleBook(files, map: WardMap([BoundaryFile(bytes: kml, name: path)]))
    }

    /// People in columns in memory, against a loop written by hand for these rules alone.
    private static func columns(_ setting: Setting) throws {
        var report = Report("Decisions on columns in memory, with conditions not met")
        defer { report.show() }
        guard let book = try book(setting), let decisions = DecisionBook(Decider(book.rules)) else {
            return report.skip("columns", "no rules here; run it from the folder of the package")
        }
        let count = 1_000_000
        let people = people(count)
        let rules = book.rules
        let names = ["date of birth", "work status", "first day out of work", "yearly pay", "hourly pay"]
        let facts = names.map { name in rules.facts.firstIndex { $0.name == name } ?? 0 }
        let columns = PeopleColumns(
            dates: people.dates,
            facts: [
                facts[0]: .days(people.births), facts[1]: .answers(people.statuses),
                facts[2]: .days(people.outOfWork),
                facts[3]: .ticks(people.yearlyPay), facts[4]: .ticks(people.hourlyPay),
            ], places: people.places)
        // Places 1 to 9 are the nine lots; the others are elsewhere.
        let lots = (0..<UInt64(50)).map { (1...9).contains($0) ? UInt64(1) << ($0 - 1) : 0 }
        let places = PlaceLots(firstDays: [.earliest], open: [(1 << 9) - 1], lots: lots, places: lots.count)
        let days = Set(people.dates).map { CivilDate(clamping: Int($0)) }
        var preparing = 0.0
        (preparing, _) = Clock.time {
            ColumnDecider(
                decisions, readings: rules.interpretations.map(\.chosen), facts: Set(facts), dates: days,
                places: places)
        }
        guard
            let decider = ColumnDecider(
                decisions, readings: rules.interpretations.map(\.chosen), facts: Set(facts), dates: days,
                places: places)
        else { return report.skip("columns", "no tables for these rules") }
        var ours = ColumnDecisions(count: count)
        var theirs = ColumnDecisions(count: count)
        decider.decide(columns, 0..<count, into: &ours)
        HandWritten.decide(people, lots, into: &theirs)
        let isEqual =
            ours.outcomes == theirs.outcomes && ours.cohorts == theirs.cohorts && ours.failed == theirs.failed
            && ours.lots == theirs.lots
        report.add("decisions equal", isEqual ? "yes" : "NO")
        if !isEqual {
            for row in 0..<count
            where ours.outcomes[row] != theirs.outcomes[row] || ours.failed[row] != theirs.failed[row]
                || ours.lots[row] != theirs.lots[row] || ours.cohorts[row] != theirs.cohorts[row]
            {
                print(
                    row, ours.outcomes[row], theirs.outcomes[row], ours.cohorts[row], theirs.cohorts[row],
                    ours.failed[row], theirs.failed[row], ours.lots[row], theirs.lots[row], people.dates[row],
                    people.births[row], people.statuses[row], people.outOfWork[row], people.yearlyPay[row],
                    people.hourlyPay[row]);
                break
            }
        }
        let times = Clock.medians(
            rounds: setting.rounds,
            [
                { HandWritten.decide(people, lots, into: &theirs) },
                { decider.decide(columns, 0..<count, into: &ours) },
            ])
        func say(_ what: String, _ time: Double) {
            report.add(
                what, "\((Double(count) / time / 1e6).short) M/s",
                "\((times[0] / time).short) of the speed of the loop")
        }
        report.add("making the tables of \(days.count) days", preparing.milliseconds)
        say("a loop by hand", times[0])
        say("wardwise, from the rules", times[1])
    }

    /// People of whom everything is known that the rules ask.
    private static func people(_ count: Int) -> HandWritten.People {
        var random = Random(state: 1)
        var people = HandWritten.People(
            dates: [], births: [], statuses: [], outOfWork: [], yearlyPay: [], hourlyPay: [],
            places: Array(repeating: [], count: 6))
        let run = (Int32(17_683), Int32(19_082))
        for _ in 0..<count {
            let date = random.number(run.0, run.1)
            people.dates.append(date)
            people.births.append(date - random.number(14 * 365, 70 * 365))
            people.statuses.append(random.number(0, 9) < 5 ? 0 : UInt8(random.number(1, 4)))
            people.outOfWork.append(date - random.number(0, 1_500))
            people.yearlyPay.append(Int64(random.number(500, 3_000)) * 10 * HandWritten.millionths)
            people.hourlyPay.append(Int64(random.number(400, 1_500)) * (HandWritten.millionths / 100))
            for kind in 0..<6 {
                let isTied = kind == 0 || random.number(0, 9) == 0
                people.places[kind].append(isTied ? UInt16(random.number(1, kind == 0 ? 12 : 49)) : 0)
            }
        }
        return people
    }

    /// Numbers that are the same in every run: SplitMix64.
    struct Random {
        var state: UInt64

        mutating func number(_ low: Int32, _ high: Int32) -> Int32 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return low + Int32((mixed ^ mixed >> 31) % UInt64(high - low + 1))
        }
    }
}
