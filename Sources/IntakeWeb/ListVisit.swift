import BulkAssessment
import DelimitedText
import Diagnostics
import Facts
import Intake
import Workbooks

/// Lists: uploaded, checked, given back, forgotten.
extension Visit {
    /// Lists checked at the same time; more would keep people waiting who answer questions.
    private static let listsAtOnce = 2

    func list(_ steps: [String]) async -> WebReply {
        let isPost = request.method == .post
        switch (steps.count, isPost) {
        case (0, false): return uploadPage([])
        case (0, true): return await upload()
        case (1, _), (2, _): return results(steps[0], steps.count == 2 ? steps[1] : nil, isPost)
        default: return problem(.notFound)
        }
    }

    private func results(_ name: String, _ file: String?, _ isPost: Bool) -> WebReply {
        guard let browser, let list = site.state.withLock({ $0.sessions.list(name, of: browser.name) }) else {
            return problem(.gone)
        }
        switch (file, isPost) {
        case (nil, false):
            let page = ListSummaryPage(
                frame: frame, content: list.summary, base: "/list/\(name)",
                idleMinutes: site.settings.idleMinutes)
            return .page(page.html)
        case ("decisions.csv", false):
            return .download(list.decisions, type: "text/csv; charset=utf-8", named: "decisions.csv")
        case ("rejects.csv", false):
            return .download(list.rejects, type: "text/csv; charset=utf-8", named: "rejects.csv")
        case ("forget", true):
            guard formFields() != nil else { return problem(.refused) }
            site.state.withLock { $0.sessions.forgetList(name, of: browser.name) }
            return .seeOther("/list")
        case (_, true): return wrongMethod("GET, HEAD")
        default: return problem(.notFound)
        }
    }

    // MARK: Uploading

    private func uploadPage(_ mistakes: [Mistake], entry: DateEntry = DateEntry()) -> WebReply {
        let rules = site.rules
        var columns = [(name: rules.decidedOn, holds: rules.decisionDateAsking.question ?? "date")]
        columns += rules.facts.map { (name: $0.name, holds: $0.asking.question ?? $0.type.words) }
        columns += rules.connections.map { (name: $0.name, holds: $0.asking.question ?? $0.phrase) }
        let page = ListPage(
            frame: frame, columns: columns, megabytes: site.settings.listMegabytes, entry: entry,
            mistakes: mistakes)
        return .page(page.html, status: mistakes.isEmpty ? 200 : 422)
    }

    private func upload() async -> WebReply {
        // Whoever comes here first has no name yet, and then nothing to protect.
        guard let form = MultipartForm(request.body, contentType: request.headers["content-type"] ?? ""),
            browser == nil || form.fields["token"] == browser?.token
        else { return problem(.refused) }
        let entry = DateEntry(form.fields)
        var mistakes: [Mistake] = []
        var date: CivilDate?
        if !entry.isEmpty {
            switch entry.text(.day, words) {
            case .failure(let found): mistakes += found.all
            case .success(let text):
                if case .known(.date(let day))? = try? AnswerReader(FactType(.date)).read(text) { date = day }
            }
        }
        let file = form.file.flatMap { $0.bytes.isEmpty ? nil : $0 }
        if file == nil { mistakes.insert(Mistake(field: "file", message: words(.listNoFile)), at: 0) }
        guard mistakes.isEmpty, let file else { return uploadPage(mistakes, entry: entry) }
        guard beginList() else { return problem(.busy) }
        defer { endList() }
        do throws(Problems) {
            return keep(try await check(file.bytes, named: file.name, on: date, byteOrderMark: true))
        } catch {
            let mistakes = error.all.prefix(20).map { problem in
                let more = [problem.expected.map { words(.expected, $0) }, problem.suggestion].compactMap {
                    $0
                }
                return Mistake(
                    field: "file", message: ([problem.message] + more).joined(separator: " "),
                    isOfCatalogue: false)
            }
            return uploadPage(Array(mistakes), entry: entry)
        }
    }

    /// Whether a list may be checked now, which `endList` then says is over.
    func beginList() -> Bool {
        site.state.withLock { state in
            guard state.listsAtWork < Self.listsAtOnce else { return false }
            state.listsAtWork += 1
            return true
        }
    }

    func endList() { site.state.withLock { $0.listsAtWork -= 1 } }

    func check(
        _ bytes: [UInt8], named name: String, on date: CivilDate?, byteOrderMark: Bool
    ) async throws(Problems) -> CheckedList {
        var options = ListAssessment.Options()
        options.on = date
        options.byteOrderMark = byteOrderMark
        let assessment = ListAssessment(site.assessor, options: options)
        var decisions: [UInt8] = []
        var rejects: [UInt8] = []
        func keep(_ part: ListAssessment.Output) {
            decisions += part.decisions
            rejects += part.rejects
        }
        let report: ListAssessment.Report
        if WorkbookReader.isWorkbook(Array(bytes.prefix(8))) {
            let book = try WorkbookReader(size: bytes.count, named: name) { range in
                range.lowerBound >= 0 && range.upperBound <= bytes.count ? Array(bytes[range]) : nil
            }
            report = try await assessment.run(book, named: name) { keep($0) }
        } else {
            report = try await assessment.run(MemoryByteSource(bytes), named: name) { keep($0) }
        }
        return CheckedList(
            summary: .init(summary: report.summary, rejections: report.rejections), decisions: decisions,
            rejects: rejects)
    }

    private func keep(_ list: CheckedList) -> WebReply {
        let known = browser?.name
        let placed = site.state.withLock { state -> (browser: String, name: String)? in
            guard let browser = known ?? state.sessions.begin(at: moment.seconds),
                let name = state.sessions.add(list, to: browser)
            else { return nil }
            return (browser, name)
        }
        guard let placed else { return problem(.busy) }
        var reply = WebReply.seeOther("/list/\(placed.name)")
        setCookie(&reply, placed.browser)
        return reply
    }
}
