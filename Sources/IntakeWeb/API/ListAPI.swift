import BulkAssessment
import Diagnostics
import Facts
import JSONText

/// A list over the API: CSV or a workbook in, decisions and rejects out. Nothing is kept.
struct ListAPI: Sendable {
    /// The kinds of list that are taken.
    static let kinds = [
        "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]

    private let visit: Visit
    private let writer: DecisionJSON

    init(_ visit: Visit) {
        self.visit = visit
        writer = DecisionJSON(visit.site.assessor.book)
    }

    func reply() async -> WebReply {
        guard Self.kinds.contains(visit.request.contentType) else {
            return API.problem(
                415, code: "W415", "The body is no list",
                "Send the list with content-type \(Self.kinds.joined(separator: " or ")).")
        }
        let asked = FormFields(visit.request.query.utf8) ?? FormFields()
        var date: CivilDate?
        if asked.has("on") {
            guard let day = CivilDate(iso: asked["on"]) else {
                return unreadable([problem("on", "This is not a date.", "a date such as 2019-03-04.")])
            }
            date = day
        }
        guard visit.beginList() else { return visit.problem(.busy) }
        defer { visit.endList() }
        do throws(Problems) {
            let list = try await visit.check(
                visit.request.body, named: "list", on: date, byteOrderMark: false)
            return API.json(json(list))
        } catch {
            return unreadable(
                error.all.prefix(20).map { problem($0.code.rawValue, $0.message, $0.expected) })
        }
    }

    private func unreadable(_ problems: [JSONValue]) -> WebReply {
        API.problem(
            422, code: "W422", "The list cannot be read", "Nothing was decided. Every problem is listed.",
            problems: problems)
    }

    private func problem(_ about: String, _ message: String, _ expected: String?) -> JSONValue {
        .object([
            "fact": .text(about), "message": .text(message), "expected": .optional(expected),
        ])
    }

    private func json(_ list: CheckedList) -> JSONValue {
        let summary = list.summary.summary
        return .object([
            "rows": .object([
                "read": .whole(summary.rows.read), "decided": .whole(summary.rows.decided),
                "rejected": .whole(summary.rows.rejected), "empty": .whole(summary.rows.empty),
            ]),
            "outcomes": .object([
                "eligible": .whole(summary.outcomes.eligible), "refer": .whole(summary.outcomes.refer),
                "needsInformation": .whole(summary.outcomes.needsInformation),
                "notEligible": .whole(summary.outcomes.notEligible),
            ]),
            "decisions": .text(String(decoding: list.decisions, as: UTF8.self)),
            "rejects": .text(String(decoding: list.rejects, as: UTF8.self)),
            "warnings": .texts(summary.warnings.map(\.message)), "rules": writer.rules,
        ])
    }
}
