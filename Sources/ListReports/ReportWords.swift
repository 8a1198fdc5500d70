import BulkAssessment
import DiagnosticPages
import Diagnostics

/// What the numbers rest on.
extension ListReport {
    func writeAssessed(_ page: inout Page) {
        let rules = book.rules
        var terms: [(Words, [Words])] = [("List", [.name(listName)])]
        if let version = rules.version { terms.append(("Version of the rules", [.name(version)])) }
        terms.append(("Rules (SHA-256)", ["\(code: book.digest.hex)"]))
        if let map = book.map {
            terms.append(
                (
                    map.digests.count == 1 ? "Boundaries (SHA-256)" : "Boundaries (SHA-256, each file)",
                    map.digests.map { "\(code: $0.hex)" }
                ))
        }
        if let postcodes = summary.postcodes { terms.append(("Postcodes", [.name(postcodes.words)])) }
        if let days = summary.decisionDates {
            terms.append(
                (
                    "Decision dates (\(rules.decidedOn))",
                    [
                        days.first == days.last ? "\(days.first)" : "\(days.first) to \(days.last)"
                    ]
                ))
        }
        if let on = summary.on { terms.append(("Date for rows without one", ["\(on)"])) }
        if !readings.isEmpty {
            terms.append(
                (
                    "Readings of the sources",
                    readings.map { reading in
                        "\(name: reading.name): \(name: reading.reading)\(reading.isChosen ? ", chosen for this run" : "")"
                    }
                ))
        }
        for option in options { terms.append((Words(option.name), [.name(option.value)])) }
        page.terms(terms)
    }

    func writeWarnings(_ page: inout Page) { page.list(notices) }

    /// What is to be known of the boundaries and the list before any number is used.
    var notices: [Words] {
        var found: [Words] = []
        if let metres = book.map?.accuracyMetres {
            found.append(
                "The boundaries are approximate, to about \(Int(exactly: metres.rounded()) ?? 0) m. Decisions about people need the official outlines."
            )
        }
        return found + summary.warnings.map { "\(words(for: $0)) (\(code: $0.code.rawValue))" }
    }

    /// Codes whose messages name columns and nothing else of a list.
    private static let namingColumnsOnly: Set = ["L112", "L131", "L203", "L204"]

    /// Other messages can quote what stands on the list, so that only their kind is told here.
    private func words(for problem: Problem) -> Words {
        guard Self.namingColumnsOnly.contains(problem.code.rawValue) else {
            let title =
                DiagnosticPage.page(for: problem.code.rawValue)?.title ?? "something odd about the list"
            return "\(Words(prose: title)); the run itself says more"
        }
        let more = [problem.expected.map { "Expected: \($0)" }, problem.suggestion].compactMap { $0 }
        return .name(([problem.message] + more).joined(separator: " "))
    }

    /// More bars than this nobody compares.
    private static let mostBars = 12

    func writeRejects(_ page: inout Page) {
        let rejects = summary.rejects
        page.paragraph(
            "Nobody was decided on these rows. Put right, they can be assessed again. A row can have several causes."
        )
        let title: Words = "Rejected rows by cause (N = \(summary.rows.rejected) rejected)"
        BarChart(
            id: "rejects-chart",
            title: rejects.count > Self.mostBars
                ? "\(title), the \(Self.mostBars) most frequent causes" : title,
            bars: rejects.prefix(Self.mostBars).map { reject in
                .init(
                    name: "\(reject.column ?? "the whole row") (\(reject.code))",
                    words: "\(reject.rows)", parts: [(.rows, reject.rows)])
            }
        ).write(to: &page)
        page.table(
            ReportTable(
                label: "Rejected rows by cause", caption: title,
                columns: ["column", "cause", "code", "rows"],
                words: [0, 1, 2],
                rows: rejects.map { reject in
                    [
                        reject.column.map { .name($0) } ?? "the whole row", Words(reject.cause),
                        "\(code: reject.code)", "\(reject.rows)",
                    ]
                }))
        var told: Set<String> = []
        let pages = rejects.filter { told.insert($0.code).inserted }.compactMap {
            DiagnosticPage.page(for: $0.code)
        }
        guard !pages.isEmpty else { return }
        page.element("h3", [:], "What the codes mean")
        page.terms(
            pages.map { found in
                (
                    "\(code: found.code.rawValue) \(Words(prose: found.title))",
                    (found.meaning + "\n" + found.remedy).split(separator: "\n").map { Words(prose: $0) }
                )
            })
    }

    func writeReading(_ page: inout Page) {
        writeDates(&page)
        writeDuplicates(&page)
        page.element("h3", [:], "Columns that decide nothing")
        if summary.unusedColumns.isEmpty {
            page.paragraph("Every column was used.")
        } else {
            page.paragraph("They are kept in the decisions as they are.")
            page.list(
                summary.unusedColumns.map { unused in
                    "\(name: unused.column)\(unused.suggestion.map { " – did you mean \(name: $0)?" as Words } ?? "")"
                })
        }
        if !summary.renamedColumns.isEmpty {
            page.element("h3", [:], "Columns with other headings in the decisions")
            page.list(
                summary.renamedColumns.map { "\(name: $0.column) is written as \(name: $0.writtenAs)" })
        }
    }

    private func writeDates(_ page: inout Page) {
        guard !summary.dates.isEmpty else { return }
        page.element("h3", [:], "Dates")
        page.table(
            ReportTable(
                label: "Dates as they were read",
                caption:
                    "Cells with dates, by how they are written (N = \(summary.rows.read - summary.rows.empty) rows that are not empty)",
                columns: [
                    "column", "3/4/2018 is read as", "only day first", "only month first", "either",
                    "year-month-day", "years of two digits", "spreadsheet numbers", "other",
                ],
                words: [0, 1],
                rows: summary.dates.map { found in
                    [.name(found.column), Words(found.readAs)]
                        + [
                            found.onlyDayFirst, found.onlyMonthFirst, found.eitherWay, found.yearFirst,
                            found.shortYears, found.serialNumbers, found.other,
                        ].map { "\($0)" }
                }))
    }

    private func writeDuplicates(_ page: inout Page) {
        let duplicates = summary.duplicates
        guard !duplicates.identifiedBy.isEmpty else { return }
        page.element("h3", [:], "Possible duplicates")
        let by = duplicates.identifiedBy.joined(separator: ", ")
        if duplicates.missingColumns.isEmpty {
            page.paragraph(
                "\(duplicates.rows) of \(summary.rows.decided) decided rows are a possible duplicate of an earlier row, by \(name: by). They are decided and counted like any other; the notes of their decisions name the earlier row."
            )
        } else {
            page.paragraph(
                "Possible duplicates were not looked for: there is no column for \(name: duplicates.missingColumns.joined(separator: ", "))."
            )
        }
    }
}
