import BulkAssessment
import Diagnostics
import RuleEvaluation

/// What became of a list, with the results to download.
struct ListSummaryPage: Sendable {
    /// The numbers, and the first rejected rows in words.
    struct Content: Sendable {
        var summary: Summary
        var rejections: [ListAssessment.Rejection]
    }

    let frame: PageFrame
    let content: Content
    /// The path under which the results are.
    let base: String
    let idleMinutes: Int

    private var words: Words { frame.words }
    private var summary: Summary { content.summary }

    var html: HTML {
        frame.page(
            words(.listResultTitle), back: "/list",
            """
            <h1>\(words(.listResultTitle))</h1>
            \(counts)<div class="buttons">\(downloads)</div>
            <p>\(words(.listKept, String(idleMinutes)))</p>
            \(outcomes)\(lots)\(rejects)\(warnings)<p class="quiet">\(words(.resultRules, summary.rules))</p>
            <form method="post" action="\(base)/forget">
            \(frame.tokenField)<div class="buttons"><button class="second">\(words(.listForget))</button>
            <a class="button second" href="/list">\(words(.listAnother))</a></div>
            </form>

            """)
    }

    private var counts: HTML {
        let rows = summary.rows
        let lines: [(Phrase, Int)] = [
            (.listRead, rows.read), (.listDecided, rows.decided), (.listRejected, rows.rejected),
            (.listEmpty, rows.empty),
        ]
        let cells = lines.map { "<div><dt>\(words($0))</dt><dd>\($1)</dd></div>\n" as HTML }
        return "<dl class=\"answers\">\n\(cells)</dl>\n"
    }

    private var downloads: HTML {
        let rejects: HTML =
            summary.rows.rejected == 0
            ? .empty
            : "<a class=\"button second\" href=\"\(base)/rejects.csv\">\(words(.listRejectsFile))</a>\n"
        return "<a class=\"button\" href=\"\(base)/decisions.csv\">\(words(.listDecisions))</a>\n\(rejects)"
    }

    private func numbers(_ outcomes: Summary.Outcomes) -> [(Phrase, Int)] {
        [
            (.resultEligible, outcomes.eligible), (.resultRefer, outcomes.refer),
            (.resultNeeds, outcomes.needsInformation), (.resultNotEligible, outcomes.notEligible),
        ]
    }

    private var outcomes: HTML {
        let rows = numbers(summary.outcomes).map {
            "<tr><th scope=\"row\">\(words($0))</th><td class=\"number\">\($1)</td></tr>\n" as HTML
        }
        return table(.listOutcome, [.listOutcome, .listPeople], rows)
    }

    private var lots: HTML {
        let rows = summary.lots.filter { $0.outcomes.people > 0 }.map { lot in
            let cells = numbers(lot.outcomes).map { "<td class=\"number\">\($1)</td>" as HTML }
            return "<tr><th scope=\"row\">\(words.own(lot.lot))</th>\(cells)</tr>\n" as HTML
        }
        guard !rows.isEmpty else { return .empty }
        return table(
            .listByLot, [.listLot, .resultEligible, .resultRefer, .resultNeeds, .resultNotEligible], rows)
    }

    private var rejects: HTML {
        guard !summary.rejects.isEmpty else { return .empty }
        let rows = summary.rejects.map {
            "<tr><th scope=\"row\">\(words.own($0.cause))\($0.column.map { " (\($0))" as HTML })</th><td class=\"number\">\($0.rows)</td></tr>\n"
                as HTML
        }
        let first = content.rejections.map { rejection in
            HTML.all(
                rejection.problems.map { problem in
                    "<li>\(words(.listLine, String(rejection.line))): \(words.own(problem.text))</li>\n"
                })
        }
        return "\(table(.listRejects, [.listCause, .listRows], rows))<ul class=\"list\">\n\(first)</ul>\n"
    }

    private var warnings: HTML {
        guard !summary.warnings.isEmpty else { return .empty }
        let lines = summary.warnings.map { words.own($0.message) }
        return "<h2>\(words(.listWarnings))</h2>\n\(HTML.list(lines))"
    }

    private func table(_ title: Phrase, _ heads: [Phrase], _ rows: [HTML]) -> HTML {
        let cells = heads.enumerated().map { index, head in
            index == 0
                ? "<th scope=\"col\">\(words(head))</th>" as HTML
                : "<th scope=\"col\" class=\"number\">\(words(head))</th>" as HTML
        }
        return """
            <h2>\(words(title))</h2>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words(title))"><table>
            <thead><tr>\(cells)</tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """
    }
}
