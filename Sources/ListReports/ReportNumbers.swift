import BulkAssessment

/// The charts of people, each with a table of the same numbers.
extension ListReport {
    func writeRows(_ page: inout Page) {
        let rows = summary.rows
        page.table(
            ReportTable(
                label: "Rows in and out", caption: "What became of every row (N = \(rows.read) rows read)",
                columns: ["", "rows", "share"],
                rows: [
                    ["decided", "\(rows.decided)", share(rows.decided, rows.read)],
                    ["rejected", "\(rows.rejected)", share(rows.rejected, rows.read)],
                    ["empty", "\(rows.empty)", share(rows.empty, rows.read)],
                ],
                total: ["read", "\(rows.read)", share(rows.read, rows.read)]))
        page.paragraph(
            "\(rows.decided) decided, \(rows.rejected) rejected and \(rows.empty) empty make \(rows.read) read. People are counted as rows: somebody listed twice counts twice."
        )
    }

    func writeOutcomes(_ page: inout Page) {
        let all = summary.outcomes
        let outcomes: [(BarChart.Part, Int, Words)] = [
            (.eligible, all.eligible, "may join"),
            (.refer, all.refer, "an adviser decides"),
            (.needsInformation, all.needsInformation, "more has to be asked"),
            (.notEligible, all.notEligible, "may not join"),
        ]
        BarChart(
            id: "outcomes-chart", title: "People by outcome (N = \(all.people) decided)",
            whole: all.people,
            bars: outcomes.map { part, count, _ in
                .init(name: part.rawValue, words: "\(count)", parts: [(part, count)])
            }
        ).write(to: &page)
        page.table(
            ReportTable(
                label: "People by outcome", caption: "People by outcome (N = \(all.people) decided)",
                columns: ["outcome", "what it means", "people", "share"], words: [0, 1],
                rows: outcomes.map { part, count, meaning in
                    [Words(part.rawValue), meaning, "\(count)", share(count, all.people)]
                },
                total: ["everyone", "", "\(all.people)", share(all.people, all.people)]))
    }

    func writeLots(_ page: inout Page) {
        writeOutcomes(
            of: summary.lots.map { ($0.lot, $0.outcomes) }, by: "lot", to: &page)
        if summary.lots.reduce(0, { $0 + $1.outcomes.people }) > summary.outcomes.people {
            page.paragraph(
                "A person in two lots counts in each, so that the lots come to more than everyone, who counts once."
            )
        }
        writeMap(&page)
        writeCohorts(of: summary.lots.map { ($0.lot, $0.outcomes, $0.cohorts) }, by: "lot", to: &page)
    }

    func writeCohorts(_ page: inout Page) {
        let rows = summary.cohorts.map { cohort in
            (cohort.cohort == "none" ? "none, not eligible" : cohort.cohort, cohort.outcomes)
        }
        writeOutcomes(of: rows, by: "cohort", to: &page)
    }

    func writePlaces(_ page: inout Page) {
        page.paragraph(
            "Places were given out by the decision date, and on one date in the order of the list. Possible duplicates got none."
        )
        let given = summary.places.reduce(0) { $0 + $1.given }
        page.table(
            ReportTable(
                label: "Places by lot and cohort", caption: "Places by lot and cohort (N = \(given) given)",
                columns: ["lot", "cohort", "places", "taken before", "given", "left", "waiting"],
                words: [0, 1],
                rows: summary.places.map { row in
                    let left = max(0, row.places - row.takenBefore - row.given)
                    return [
                        .name(row.lot), .name(row.cohort), "\(row.places)", "\(row.takenBefore)",
                        "\(row.given)", "\(left)", "\(row.waiting)",
                    ]
                }))
    }

    func writeAges(_ page: inout Page) {
        page.paragraph(
            "Ages are those on the decision date, counted from \(name: summary.agesFrom ?? "") as the rules count them."
        )
        writeOutcomes(
            of: summary.groups.map { ($0.group, $0.outcomes) }, by: "age", to: &page
        )
        writeCohorts(of: summary.groups.map { ($0.group, $0.outcomes, $0.cohorts) }, by: "age", to: &page)
    }

    func writeReasons(_ page: inout Page) {
        let conditions = summary.conditions
        let people = conditions.map(\.people).max() ?? 0
        let rest = summary.rows.decided - people
        page.paragraph(
            "Each condition of the rules, and how many people do not meet it. A person can fail several, and a condition that is not met does not always refuse: some are referred to an adviser."
        )
        if rest > 0 {
            page.paragraph(
                "\(rest) of \(summary.rows.decided) decided are outside the run of the programme; no condition was looked at for them."
            )
        }
        BarChart(
            id: "reasons-chart", title: "Conditions not met, and not known (N = \(people) people)",
            whole: people,
            bars: conditions.map {
                .init(
                    name: $0.condition, words: "\($0.notMet) + \($0.notKnown)",
                    parts: [(.notMet, $0.notMet), (.notKnown, $0.notKnown)])
            }
        ).write(to: &page)
        page.table(
            ReportTable(
                label: "People by condition", caption: "People by condition (N = \(people) people)",
                columns: ["condition", "not met", "share not met", "not known", "met", "waived", "people"],
                rows: conditions.map { condition in
                    [
                        .name(condition.condition), "\(condition.notMet)",
                        share(condition.notMet, condition.people), "\(condition.notKnown)",
                        "\(condition.met)", "\(condition.waived)", "\(condition.people)",
                    ]
                }))
    }

    // MARK: One shape for all

    /// A chart and a table of people by something and outcome.
    private func writeOutcomes(
        of rows: [(name: String, outcomes: Summary.Outcomes)], by what: String,
        to page: inout Page
    ) {
        let people = summary.outcomes.people
        let title: Words = "People by \(what) and outcome (N = \(people) decided)"
        BarChart(
            id: what + "-chart", title: title, whole: what == "lot" ? nil : people,
            bars: rows.map { name, outcomes in
                .init(
                    name: name, words: "\(outcomes.people)",
                    parts: [
                        (.eligible, outcomes.eligible), (.refer, outcomes.refer),
                        (.needsInformation, outcomes.needsInformation), (.notEligible, outcomes.notEligible),
                    ])
            }
        ).write(to: &page)
        page.table(
            ReportTable(
                label: "People by \(what) and outcome", caption: title,
                columns: [
                    Words(what), "eligible", "refer", "needs information", "not eligible", "people", "share",
                ],
                rows: rows.map {
                    [.name($0.name)] + cells($0.outcomes) + [share($0.outcomes.people, people)]
                },
                total: ["everyone"] + cells(summary.outcomes) + [share(people, people)]))
    }

    /// A table of people by something and cohort.
    private func writeCohorts(
        of rows: [(name: String, outcomes: Summary.Outcomes, cohorts: [Summary.Cohort])], by what: String,
        to page: inout Page
    ) {
        guard !book.rules.cohorts.isEmpty else { return }
        let titles = summary.cohorts.map(\.cohort)
        let people = summary.outcomes.people
        page.table(
            ReportTable(
                label: "People by \(what) and cohort",
                caption: "People by \(what) and cohort (N = \(people) decided)",
                columns: [Words(what)] + titles.map { .name($0 == "none" ? "none, not eligible" : $0) }
                    + ["people"],
                rows: rows.map { row in
                    let counts = Dictionary(row.cohorts.map { ($0.cohort, $0.outcomes.people) }) { $1 + $0 }
                    return [.name(row.name)] + titles.map { "\(counts[$0] ?? 0)" } + [
                        "\(row.outcomes.people)"
                    ]
                },
                total: ["everyone"] + summary.cohorts.map { "\($0.outcomes.people)" } + ["\(people)"]))
    }

    private func cells(_ outcomes: Summary.Outcomes) -> [Words] {
        [
            outcomes.eligible, outcomes.refer, outcomes.needsInformation, outcomes.notEligible,
            outcomes.people,
        ].map { "\($0)" }
    }

    /// A share in per cent with one decimal, rounded half up.
    private func share(_ count: Int, _ whole: Int) -> Words {
        guard whole > 0 else { return "–" }
        let tenths = Int(clamping: (Int128(count) * 2_000 + Int128(whole)) / (Int128(whole) * 2))
        return "\(tenths / 10).\(String(tenths % 10)) %"
    }
}
