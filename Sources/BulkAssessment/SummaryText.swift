import Diagnostics

extension Summary {
    /// The summary as lines for a terminal, without warnings, which have a rendering of their own.
    public var text: String {
        var lines = [
            "Read \(Self.count(rows.read, "row")): \(rows.decided) decided, \(rows.rejected) rejected, \(rows.empty) empty."
        ]
        if rows.decided > 0 {
            lines += ["", "People by lot and outcome (N = \(rows.decided) decided)"]
            lines += Self.table("", lots.map { ($0.lot, $0.outcomes) }, total: outcomes)
            if lots.reduce(0, { $0 + $1.outcomes.people }) > outcomes.people {
                lines.append("  A person in two lots counts in each; the last line counts everyone once.")
            }
            let shown = cohorts.map { ($0.cohort == "none" ? "none, not eligible" : $0.cohort, $0.outcomes) }
            lines += ["", "People by cohort and outcome (N = \(rows.decided) decided)"]
            lines += Self.table("", shown, total: outcomes)
            lines += groupLines + conditionLines
        }
        if !places.isEmpty {
            lines += ["", "Places, given out by date and then in the order of the list"]
            lines += TextTable.lines(
                ["", "places", "taken before", "given", "left", "waiting"],
                places.map {
                    ["\($0.lot), \($0.cohort)"]
                        + [
                            $0.places, $0.takenBefore, $0.given,
                            max(0, $0.places - $0.takenBefore - $0.given), $0.waiting,
                        ]
                        .map { String($0) }
                })
        }
        if rows.rejected > 0 {
            lines += ["", "Rows rejected, by cause (N = \(rows.rejected) rejected; a row can have several)"]
            lines += TextTable.lines(
                ["", "rows"],
                rejects.map {
                    [($0.column.map { "\($0): " } ?? "") + "\($0.cause) (\($0.code))", String($0.rows)]
                })
        }
        let about = postcodesLines + datesLines + duplicatesLines + columnLines
        return (lines + (about.isEmpty ? [] : [""]) + about).joined(separator: "\n")
    }

    private var groupLines: [String] {
        guard let agesFrom else { return [] }
        return ["", "People by age on the decision date (N = \(rows.decided) decided; from “\(agesFrom)”)"]
            + Self.table("", groups.map { ($0.group, $0.outcomes) }, total: outcomes)
    }

    private var conditionLines: [String] {
        let told = conditions.filter { $0.notMet + $0.notKnown > 0 }
        guard let people = conditions.map(\.people).max(), !told.isEmpty else { return [] }
        let rest = rows.decided - people
        return [
            "",
            "Conditions that people do not meet, or may not (N = \(people)"
                + (rest > 0 ? "; \(rest) outside the run of the programme)" : " decided)"),
        ]
            + TextTable.lines(
                ["", "not met", "not known", "met or waived", "people"],
                told.map {
                    [$0.condition] + [$0.notMet, $0.notKnown, $0.met + $0.waived, $0.people].map { "\($0)" }
                })
    }

    private static func table(_ title: String, _ rows: [(String, Outcomes)], total: Outcomes) -> [String] {
        TextTable.lines(
            [title, "eligible", "refer", "needs information", "not eligible", "people"],
            rows.filter { $0.1.people > 0 }.map(Self.row) + [row(("everyone", total))])
    }

    private static func row(_ row: (String, Outcomes)) -> [String] {
        let (title, counts) = row
        return [title]
            + [counts.eligible, counts.refer, counts.needsInformation, counts.notEligible, counts.people].map
        {
            String($0)
        }
    }

    private var postcodesLines: [String] {
        guard let postcodes else { return [] }
        return ["Postcodes: \(postcodes.words)."]
    }

    private var datesLines: [String] {
        let inFigures = dates.filter { $0.onlyDayFirst + $0.onlyMonthFirst + $0.eitherWay > 0 }
        guard let first = inFigures.first else { return [] }
        let columns = inFigures.map { found in
            let evidence = [
                (found.onlyDayFirst, "only day-first"), (found.onlyMonthFirst, "only month-first"),
                (found.eitherWay, "either"), (found.yearFirst, "year-month-day"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            return "\(found.column) (\(evidence.joined(separator: ", ")))"
        }
        return ["Dates such as 3/4/2018 were read as \(first.readAs): \(columns.joined(separator: "; "))."]
    }

    private var duplicatesLines: [String] {
        if duplicates.identifiedBy.isEmpty { return [] }
        if !duplicates.missingColumns.isEmpty {
            return [
                "Possible duplicates were not looked for: there is no column for \(duplicates.missingColumns.joined(separator: ", "))."
            ]
        }
        let earlier =
            duplicates.earlierLists.isEmpty
            ? ""
            : ", \(duplicates.ofEarlierLists) of them of \(duplicates.earlierLists.map { "“\($0)”" }.joined(separator: ", "))"
        return [
            "Possible duplicates of an earlier row, by \(duplicates.identifiedBy.joined(separator: ", ")): \(duplicates.rows) of \(rows.decided) decided\(earlier)."
        ]
    }

    private var columnLines: [String] {
        var lines: [String] = []
        if !unusedColumns.isEmpty {
            let names = unusedColumns.map { unused in
                "“\(unused.column)”" + (unused.suggestion.map { " (did you mean “\($0)”?)" } ?? "")
            }
            lines.append(
                "Columns that decide nothing and are kept as they are: \(names.joined(separator: ", ")).")
        }
        for renamed in renamedColumns {
            lines.append("The list’s own column “\(renamed.column)” is written as “\(renamed.writtenAs)”.")
        }
        return lines
    }

    private static func count(_ number: Int, _ thing: String) -> String {
        "\(number) \(thing)\(number == 1 ? "" : "s")"
    }
}
