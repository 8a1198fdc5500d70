import ArgumentParser
import BulkAssessment
import DelimitedText
import Diagnostics
import Eligibility
import Facts
import Foundation
import ListReports
import Wards

struct Assess: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decides every person on a list.",
        discussion: """
            Example: wardwise assess referrals.csv --output decisions.csv --rejects rejects.csv

            The list is CSV or an Excel workbook (.xlsx) with the names of facts as headings (`wardwise document` has
            a template). Each row is decided and written with the decision and its reasons after its own columns; rows
            that cannot be read are rejected, with everything that is wrong with them. “Row 12” is line 12 of the list
            as an editor counts, or row 12 of the sheet. A row may have empty cells beyond the header, and may end
            early if only columns that decide nothing are missing. Lists and decisions are personal data.
            """)

    @Argument(help: ArgumentHelp("The list, or - for standard input.", valueName: "list.csv"))
    var list: String

    @Option(help: ArgumentHelp("The date to judge rows on that have none of their own.", valueName: "date"))
    var on: String?

    @Option(
        help: ArgumentHelp(
            "Where decisions go, CSV or an Excel workbook (.xlsx); by default standard output.",
            valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp("Where rejected rows go; by default they are counted only.", valueName: "file"))
    var rejects: String?

    @Option(help: ArgumentHelp("Where the summary goes, as JSON.", valueName: "file"))
    var summary: String?

    @Option(
        help: ArgumentHelp(
            "Where a report goes: one HTML file with numbers, charts and a map, to read, print and send on.",
            valueName: "file"))
    var report: String?

    @OptionGroup var chosen: ReadingOptions

    @Option(
        help: ArgumentHelp(
            "CSV with columns lot, cohort, places and taken. Places are given out by date, then in the order of the list.",
            valueName: "file"))
    var places: String?

    @Option(
        help: ArgumentHelp(
            "Where the numbers of places go as they are after this list, for the next one.", valueName: "file"
        ))
    var placesAfter: String?

    @Option(
        help: ArgumentHelp(
            "Decisions or a list of before: who is on it is noted as a possible duplicate. May be repeated.",
            valueName: "file"))
    var earlier: [String] = []

    @Option(
        help: ArgumentHelp(
            "CSV with columns “column” and “holds”: what the columns of a partner’s lists hold.",
            valueName: "file"))
    var mapping: String?

    @Option(
        help: ArgumentHelp(
            "Where it goes what columns were taken for, to be changed and used with --mapping.",
            valueName: "file"))
    var saveMapping: String?

    @Option(
        help: ArgumentHelp(
            "A file that keeps how far the run is. When it was interrupted, the same command goes on; at the end the file is gone.",
            valueName: "file"))
    var resume: String?

    @Flag(help: "Ends with 1 when rows were rejected.")
    var strict = false

    @Option(help: ArgumentHelp("How many parts of the list are decided at once.", valueName: "n"))
    var jobs: Int = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: ArgumentHelp("The sheet of a workbook; by default the first.", valueName: "name"))
    var sheet: String?

    @Option(help: ArgumentHelp("\(ListOptions.encodings); by default found.", valueName: "name"))
    var encoding: TextEncoding?

    @Option(help: ArgumentHelp("comma, semicolon or tab; by default found.", valueName: "name"))
    var delimiter: Delimiter?

    @Option(help: "What 3/4/2018 means: day-first, which is taken by default, or month-first.")
    var dates: DateOrder?

    @Option(help: ArgumentHelp("Shows the first decisions of different outcomes in full.", valueName: "n"))
    var show: Int = 0

    @Flag(help: "Begins what is written with a mark by which Excel reads accents and £ as they are.")
    var excel = false

    @OptionGroup var placing: PlaceOptions

    @OptionGroup var rules: RuleOptions

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("--jobs takes a number from 1 to 256.") }
        guard placesAfter == nil || places != nil else {
            throw ValidationError("--places-after needs --places.")
        }
        if resume != nil {
            guard let output, list != "-" else {
                throw ValidationError("--resume needs a list that is a file, and --output.")
            }
            guard ![output, rejects].contains(where: { RowsFile.form(of: $0) == .sheet }) else {
                throw ValidationError("--resume goes with CSV files: a workbook cannot be gone on with.")
            }
        }
        guard show >= 0 else { throw ValidationError("--show takes a number from 0.") }
    }

    func run() async throws {
        let result: ListAssessment.Report
        do throws(Problems) {
            result = try await assess()
        } catch {
            Terminal.say(error.all)
            throw ExitCode(2)
        }
        say(result)
        if strict, result.summary.rows.rejected > 0 { throw ExitCode(1) }
    }

    private func assess() async throws(Problems) -> ListAssessment.Report {
        let source = try OpenFile.list(list)
        try checkPaths(source)
        var options = ListAssessment.Options()
        options.on = try ReadingOptions.date(on)
        let assessor = try assessor()
        options.slashDates = dates?.slashDates ?? .refused
        options.delimited = DelimitedOptions(encoding: encoding, delimiter: delimiter)
        options.jobs = jobs
        options.writesRejects = rejects != nil
        options.byteOrderMark = excel

        if let mapping {
            options.declared = try DeclaredColumns(Files.read(mapping), named: mapping, for: assessor.book)
        }
        options.earlier = try earlier.map { (path) throws(Problems) in
            let list = try ListInput.open(
                OpenFile.list(path), named: path, sheet: nil, delimited: DelimitedOptions(),
                chunkSize: options.chunkSize)
            return (path, list)
        }
        options.forms = (RowsFile.form(of: output), RowsFile.form(of: rejects))
        let people = try ListInput.open(
            source, named: listName, sheet: sheet, delimited: options.delimited,
            chunkSize: options.chunkSize)

        let kept = try keptRun()
        if resume != nil { options.resumption = Resumption(token: token, from: kept?.checkpoint) }
        let decisionsFile = try output.map { (path) throws(Problems) in
            resume == nil
                ? try RowsFile(path, sheet: "Decisions")
                : try RowsFile(keeping: path, from: kept?.decisions)
        }
        let rejectsFile = try rejects.map { (path) throws(Problems) in
            resume == nil
                ? try RowsFile(path, sheet: "Rejects") : try RowsFile(keeping: path, from: kept?.rejects)
        }
        // What goes to a terminal or a pipe is there for good.
        options.looksAhead =
            decisionsFile?.canBeTakenBack != true || rejectsFile?.canBeTakenBack == false
        var keeper: RunKeeper?
        if let resume, let output, let decisionsFile {
            keeper = RunKeeper(resume, (decisionsFile, rejectsFile), (output, rejects))
        }
        if let kept { Terminal.say("Going on after \(kept.checkpoint.rows) rows.") }
        let summaryFile = try summary.map { (path) throws(Problems) in try OutputFile(path) }
        let placesFile = try placesAfter.map { (path) throws(Problems) in try OutputFile(path) }
        let mappingFile = try saveMapping.map { (path) throws(Problems) in try OutputFile(path) }
        let reportFile = try report.map { (path) throws(Problems) in try OutputFile(path) }
        let progress = ProgressLine()
        var began: (isDeciding: Bool, at: ContinuousClock.Instant) = (false, .now)
        defer { progress.end() }
        let result = try await ListAssessment(assessor, options: options).run(
            people, named: listName,
            progress: { done in
                if done.isDeciding, !began.isDeciding { began = (true, .now) }
                progress.show(
                    done.isDeciding ? "Deciding" : "Looking through dates and duplicates", done: done.rows,
                    of: done.totalRows, isEstimate: done.isEstimate, since: began.at)
            },
            write: { (part) throws(Problems) in
                if let decisionsFile {
                    try decisionsFile.write(part.decisions)
                } else {
                    Terminal.write(part.decisions)
                }
                try rejectsFile?.write(part.rejects)
                if let checkpoint = part.checkpoint { try keeper?.keep(checkpoint) }
            })
        try summaryFile?.write(Array((JSON.text(result.summary) + "\n").utf8))
        try reportFile?.write(ListReport(result.summary, by: assessor, options: told).html())
        try placesFile?.write(PlacesFile.file(result.summary.places))
        if let found = result.mapping {
            try mappingFile?.write(DeclaredColumns.file(found, for: assessor.book))
        }
        for file in [decisionsFile, rejectsFile] { try file?.finish() }
        for file in [placesFile, mappingFile, summaryFile, reportFile] { try file?.finish() }
        keeper?.end()
        return result
    }

    // MARK: Going on

    private func keptRun() throws(Problems) -> KeptRun? {
        guard let resume, let kept = try KeptRun.read(resume) else { return nil }
        guard kept.output == output, kept.rejectsFile == rejects, (kept.rejects == nil) == (rejects == nil)
        else {
            let rejects = kept.rejectsFile.map { " --rejects “\($0)”" } ?? ""
            throw Problems(
                Problem(
                    .otherRun, "The interrupted run of “\(resume)” wrote other files.",
                    expected: "--output “\(kept.output)”\(rejects); or delete “\(resume)” to begin anew."))
        }
        return kept
    }

    /// All that decides what is written, but for the list and the rules.
    private var token: String {
        let files = ([placing.postcodes, places, mapping] + earlier).map { $0.map(Files.digest) ?? "" }
        let words = [
            chosen.interpret.joined(separator: "\n"), "\(placing.near)", sheet ?? "",
            encoding?.rawValue ?? "",
            delimiter?.name ?? "", dates?.rawValue ?? "", earlier.joined(separator: "\n"),
        ]
        return "\(files + words)"
    }

    private var listName: String { list == "-" ? "standard input" : list }

    // MARK: What the run is told

    /// For the report: what the summary does not say of itself.
    private var told: [ListReport.Option] {
        var told: [ListReport.Option] = []
        func add(_ name: String, _ value: String?) {
            if let value { told.append(.init(name: name, value: value)) }
        }
        add("Sheet", sheet)
        add("Encoding", encoding?.rawValue)
        add("Separator", delimiter?.name)
        add("Dates such as 3/4/2018", dates.map { "\($0.rawValue), as declared" })
        add("Postcodes from", placing.postcodes.map { Files.name(of: $0) })
        let near = placing.near
        add(
            "Check the address within",
            "\(Int(exactly: near).map { "\($0)" } ?? "\(near)") m of a lot’s border")
        add("Places and caps from", places.map { Files.name(of: $0) })
        return told
    }

    private func assessor() throws(Problems) -> Assessor {
        var options = Assessor.Options()
        options.readings = try chosen.readings()
        let book = try rules.book()
        try placing.apply(to: &options, isForList: true)
        if let places { options.places = try PlacesFile.read(Files.read(places), named: places) }
        return try Assessor(book, options: options)
    }

    /// Nothing that is read may be written over, and no two results may go to one file.
    private func checkPaths(_ source: OpenFile) throws(Problems) {
        let written = [
            ("--output", output), ("--rejects", rejects), ("--summary", summary), ("--report", report),
            ("--places-after", placesAfter), ("--save-mapping", saveMapping), ("--resume", resume),
        ].compactMap { option, path in path.map { (option: option, path: $0) } }
        let read = [placing.postcodes, places, mapping].compactMap { $0 } + earlier
        var problems: [Problem] = []
        for (index, (option, path)) in written.enumerated() {
            let file = Files.resolved(path)
            if source.isFile(at: path) || read.contains(where: { Files.resolved($0) == file }) {
                problems.append(
                    Problem(
                        .sameFile, "\(option) “\(path)” would be written over a file that this run reads.",
                        expected: "another file."))
            }
            for other in written[..<index] where Files.resolved(other.path) == file {
                problems.append(
                    Problem(
                        .sameFile, "\(other.option) and \(option) name the same file, “\(path)”.",
                        expected: "two files."))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
    }

    // MARK: What is said

    private func say(_ report: ListAssessment.Report) {
        for decision in report.examples.prefix(show) {
            Terminal.say(decision.text(width: Terminal.width) + "\n")
        }
        if rejects == nil, !report.rejections.isEmpty {
            Terminal.say(Self.text(report.rejections, of: report.summary.rows.rejected))
        }
        Terminal.say(report.summary.warnings)
        Terminal.say(report.summary.text)
        ShownCodes.add(report.summary.rejects.map { Problem.Code(rawValue: $0.code) })
        let files = [
            ("Decisions", output), ("Rejected rows", rejects), ("Summary", summary), ("Report", self.report),
            ("Places after this list", placesAfter), ("What columns hold", saveMapping),
        ]
        for (what, path) in files {
            if let path { Terminal.say("\(what): \(path)") }
        }
    }

    private static func text(_ rejections: [ListAssessment.Rejection], of total: Int) -> String {
        var lines: [String] = []
        for rejection in rejections {
            lines.append("Row \(rejection.line) is rejected:")
            lines += rejection.problems.map { "  - \($0.text)" }
        }
        let more = total - rejections.count
        if more > 0 { lines.append("… and \(more) more. Write them all to a file with --rejects FILE.") }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// How `--dates` is written.
enum DateOrder: String, CaseIterable, ExpressibleByArgument {
    case dayFirst = "day-first"
    case monthFirst = "month-first"

    var slashDates: AnswerReader.SlashDates { self == .dayFirst ? .dayFirst : .monthFirst }
}
