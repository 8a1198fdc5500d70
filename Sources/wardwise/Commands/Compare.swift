import ArgumentParser
import BulkAssessment
import Diagnostics
import Eligibility
import Facts
import Foundation

struct Compare: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows who is decided differently by two rule files, maps, readings or dates.",
        discussion: """
            Example: wardwise compare Rules/connecting-communities-original Rules/connecting-communities

            Everybody is compared, on every day of both runs, and not only people on a list; each change comes with
            somebody it happens to, as an example. With --list, the people on a list are decided both ways as well.

            One rule file may be given twice, to compare two maps (--old-boundaries), two readings (--old-interpret)
            or two dates (--old-on and --on). Exit status: 0 nobody is decided differently; 1 somebody is.
            """)

    @Argument(help: ArgumentHelp("The rules as they were: a file or a folder.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("The rules as they are to be; by default the same.", valueName: "new"))
    var new: String?

    @Option(
        help: ArgumentHelp("A file of wards for both, instead of the one the rules name.", valueName: "file"))
    var boundaries: [String] = []

    @Option(help: ArgumentHelp("A file of wards for the old rules alone.", valueName: "file"))
    var oldBoundaries: [String] = []

    @Option(
        help: ArgumentHelp("A reading of the sources, for both. May be repeated.", valueName: "name=reading"))
    var interpret: [String] = []

    @Option(
        help: ArgumentHelp("A reading for the old rules alone. May be repeated.", valueName: "name=reading"))
    var oldInterpret: [String] = []

    @Option(help: ArgumentHelp("Compares decisions of one day.", valueName: "date"))
    var on: String?

    @Option(help: ArgumentHelp("The day for the old rules, with --on for the new.", valueName: "date"))
    var oldOn: String?

    @Option(help: ArgumentHelp("A list whose people are decided both ways.", valueName: "list.csv"))
    var list: String?

    @OptionGroup var placing: PlaceOptions

    @Option(help: ArgumentHelp("How many people of the list to show.", valueName: "n"))
    var show: Int = 10

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        guard oldOn == nil || on != nil else {
            throw ValidationError("--old-on needs --on, the day for the new rules.")
        }
        guard show >= 0 else { throw ValidationError("--show takes a number from 0.") }
    }

    func run() async throws {
        do throws(Problems) {
            let isSame = try await compare()
            if !isSame { throw Problems([]) }
        } catch {
            if error.all.isEmpty { throw ExitCode(1) }
            Terminal.say(error.all)
            throw ExitCode(2)
        }
    }

    /// Whether nobody is decided differently.
    private func compare() async throws(Problems) -> Bool {
        let before = try assessor(
            old, oldBoundaries.isEmpty ? boundaries : oldBoundaries,
            oldInterpret.isEmpty ? interpret : oldInterpret)
        let after = try assessor(new ?? old, boundaries, interpret)
        let newDate = try ReadingOptions.date(on)
        let oldDate = try ReadingOptions.date(oldOn, option: "--old-on") ?? newDate
        var dates: (old: CivilDate, new: CivilDate)?
        if let newDate, let oldDate { dates = (oldDate, newDate) }
        let found = RuleBookComparison(before, after, dates: dates)
        switch format {
        case .json: Terminal.print(JSON.text(Report(found)))
        case .text: say(found)
        }
        var isSame = found.isSame
        if let list { isSame = try await compare(list, before, after, newDate) && isSame }
        return isSame
    }

    private func assessor(
        _ path: String, _ boundaries: [String], _ readings: [String]
    ) throws(Problems) -> Assessor {
        let loaded = try RuleOptions.load(path, boundaries: boundaries)
        var options = Assessor.Options()
        options.readings = try ReadingOptions.readings(readings)
        try placing.apply(to: &options, isForList: true)
        return try Assessor(RuleBook(loaded.files, map: loaded.map), options: options)
    }

    // MARK: Everybody

    private func say(_ found: RuleBookComparison) {
        if !found.runChanges.isEmpty { Terminal.print("Days") }
        for sentence in found.runChanges { Terminal.print("  \(sentence)") }
        if !found.areaChanges.isEmpty { Terminal.print("Areas") }
        for sentence in found.areaChanges { Terminal.print("  \(sentence)") }
        var direction: RuleBookComparison.Direction?
        for change in found.changes {
            if change.direction != direction { Terminal.print(change.direction.rawValue) }
            direction = change.direction
            Terminal.print("  \(change.before) → \(change.after), \(change.days):")
            for people in change.people { Terminal.print("    - \(people)") }
            if !change.isWhole { Terminal.print("    - and others") }
            if let example = change.example {
                Terminal.print(example.split(separator: "\n").map { "      \($0)" }.joined(separator: "\n"))
            } else {
                Terminal.print("      (Nobody was found whom both decide so: this may not happen.)")
            }
        }
        if found.isTooLarge {
            Terminal.print("These rules are too large to be compared for everybody.")
        } else if found.isSame {
            Terminal.print(
                "Nobody is decided differently: shown for everybody, on each of \(Rational(found.days).decimalText) days."
            )
        }
    }

    private struct Report: Encodable {
        struct Change: Encodable {
            var direction, before, after, days: String
            var people: [String]
            var isWhole: Bool
            var example: String?
        }
        var same: Bool
        var tooLarge: Bool
        var run, areas: [String]
        var changes: [Change]

        init(_ found: RuleBookComparison) {
            same = found.isSame
            tooLarge = found.isTooLarge
            run = found.runChanges
            areas = found.areaChanges
            changes = found.changes.map {
                Change(
                    direction: $0.direction.rawValue, before: $0.before, after: $0.after, days: $0.days,
                    people: $0.people, isWhole: $0.isWhole, example: $0.example)
            }
        }
    }

    // MARK: A list

    private func compare(
        _ list: String, _ before: Assessor, _ after: Assessor, _ date: CivilDate?
    ) async throws(Problems) -> Bool {
        var options = ListAssessment.Options()
        options.on = date
        options.jobs = ProcessInfo.processInfo.activeProcessorCount
        let source = try OpenFile.list(list)
        var shown = 0
        Terminal.print("On \(list)")
        let report = try await ListComparison(before, after, options: options).run(
            ListInput.open(
                source, named: list, sheet: nil, delimited: options.delimited, chunkSize: options.chunkSize),
            named: list
        ) { (change) throws(Problems) in
            guard shown < show else { return }
            shown += 1
            Terminal.print("  Row \(change.line): \(Self.words(change.before)) → \(Self.words(change.after))")
            let (was, is_) = (Set(change.before.reasons), Set(change.after.reasons))
            for reason in change.before.reasons where !is_.contains(reason) {
                Terminal.print("    before: \(reason)")
            }
            for reason in change.after.reasons where !was.contains(reason) {
                Terminal.print("    after:  \(reason)")
            }
        }
        if report.changed > shown {
            Terminal.print("  … and \(report.changed - shown) more; --show takes a number.")
        }
        Terminal.say(report.warnings)
        Terminal.print("  \(report.changed) of \(report.rows) people are decided differently.")
        for count in report.counts { Terminal.print("    \(count.count): \(count.before) → \(count.after)") }
        for lot in report.lots where lot.before != lot.after {
            Terminal.print("    “\(lot.lot)”: \(lot.before) of them before, \(lot.after) after")
        }
        return report.changed == 0
    }

    private static func words(_ side: ListComparison.Side) -> String {
        var words = side.outcome
        if !side.cohort.isEmpty { words += ", \(side.cohort)" }
        if !side.lots.isEmpty { words += ", by \(side.lots.joined(separator: "; "))" }
        return words
    }
}
