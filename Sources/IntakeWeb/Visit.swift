import Facts

/// One request on its way to its page.
struct Visit: Sendable {
    let site: IntakeSite
    let request: WebRequest
    let moment: Moment
    let words: Words
    /// The browser’s name and token, when it is known.
    let browser: (name: String, token: String)?

    static let cookie = "wardwise"
    private static let languageCookie = "language"

    init(_ site: IntakeSite, _ request: WebRequest, _ moment: Moment) {
        self.site = site
        self.request = request
        self.moment = moment
        let asked = FormFields(request.query.utf8)?["lang"] ?? ""
        let language =
            Language(rawValue: asked) ?? Language(rawValue: request.cookie(Self.languageCookie) ?? "")
            ?? .english
        words = Words(language: language)
        let name = request.cookie(Self.cookie)
        let token = site.state.withLock { $0.sessions.token(of: name, at: moment.seconds) }
        browser = name.flatMap { name in token.map { (name, $0) } }
    }

    var frame: PageFrame {
        PageFrame(
            words: words, programme: site.rules.title, path: request.path,
            approximateMetres: site.assessor.book.map?.accuracyMetres.map { Int($0) }, token: browser?.token)
    }

    // MARK: Ways

    func reply() async -> WebReply {
        guard isForThisSite else { return problem(.misdirected) }
        if request.method == .post, !isFromHere { return problem(.refused) }
        if request.steps.first == "api" { return await API(self).reply() }
        guard request.method != nil else { return wrongMethod("GET, HEAD, POST") }
        var reply = await page()
        // A language that was asked for stays; it says nothing about the person.
        if FormFields(request.query.utf8)?.has("lang") == true {
            reply.headers.append(
                (
                    "set-cookie",
                    "\(Self.languageCookie)=\(words.language.rawValue); Path=/; SameSite=Strict; HttpOnly; Max-Age=31536000"
                ))
        }
        return reply
    }

    /// What says how an address is used instead.
    func wrongMethod(_ methods: String) -> WebReply {
        var reply = problem(.method)
        reply.headers.append(("allow", methods))
        return reply
    }

    private func page() async -> WebReply {
        let isPost = request.method == .post
        let steps = request.steps
        switch steps.first {
        case nil: return isPost ? wrongMethod("GET, HEAD") : start(mistakes: [])
        case "start" where isPost: return begin()
        case "case" where steps.count >= 3: return onePerson(steps[1], Array(steps[2...]))
        case "list": return await list(Array(steps.dropFirst()))
        case _ where isPost: return wrongMethod("GET, HEAD")
        case "rules" where steps.count == 1:
            let version = site.assessor.book.versionText
            return .page(RulesPage(frame: frame, prose: site.prose, version: version).html)
        case "about" where steps.count == 1:
            return .page(PlainPages.about(frame, idleMinutes: site.settings.idleMinutes))
        case "style.css" where steps.count == 1: return fixed("text/css; charset=utf-8", Stylesheet.css)
        case "icon.svg" where steps.count == 1: return fixed("image/svg+xml", Stylesheet.icon)
        default: return problem(.notFound)
        }
    }

    /// What is the same for everybody may be kept by browsers for a while.
    private func fixed(_ type: String, _ text: String) -> WebReply {
        var reply = WebReply(200, type: type, Array(text.utf8))
        reply.headers.append(("cache-control", "public, max-age=600"))
        return reply
    }

    // MARK: Safety

    /// Whether the name by which the site was called is one of its own.
    private var isForThisSite: Bool {
        guard let hosts = site.settings.hosts else { return true }
        guard let host = request.headers["host"]?.lowercased() else { return false }
        return hosts.contains(Self.withoutPort(host))
    }

    private static func withoutPort(_ host: String) -> String {
        if host.hasPrefix("[") { return host.prefix { $0 != "]" } + "]" }
        return String(host.prefix { $0 != ":" })
    }

    /// Whether a form was sent by a page of this site, as far as the browser tells.
    private var isFromHere: Bool {
        if let site = request.headers["sec-fetch-site"] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers["origin"] else { return true }
        guard let host = request.headers["host"] else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }

    /// The fields of a form, if it proves that it came from a page of this browser.
    func formFields() -> FormFields? {
        guard let browser, request.contentType == "application/x-www-form-urlencoded",
            let fields = FormFields(request.body), fields["token"] == browser.token
        else { return nil }
        return fields
    }

    // MARK: Start

    /// The first page. Without an answer it offers the day of the request.
    func start(mistakes: [Mistake], entry: DateEntry? = nil) -> WebReply {
        let asking = site.rules.decisionDateAsking
        let page = StartPage(
            frame: frame, dateQuestion: asking.question, dateHint: asking.hint,
            idleMinutes: site.settings.idleMinutes, entry: entry ?? DateEntry(moment.today),
            mistakes: mistakes)
        return .page(page.html, status: mistakes.isEmpty ? 200 : 422)
    }

    private func begin() -> WebReply {
        guard request.contentType == "application/x-www-form-urlencoded",
            let fields = FormFields(request.body)
        else { return problem(.refused) }
        let entry = DateEntry(fields)
        switch entry.text(.day, words) {
        case .failure(let found): return start(mistakes: found.all, entry: entry)
        case .success(let text):
            guard case .known(.date(let date))? = try? AnswerReader(FactType(.date)).read(text) else {
                return start(mistakes: [Mistake(field: "day", message: words(.mistakeDay))], entry: entry)
            }
            return begin(on: date)
        }
    }

    /// Starts with a person, in this browser.
    private func begin(on date: CivilDate) -> WebReply {
        let new = Case(interview: .init(site.assessor, on: date))
        let known = browser?.name
        let placed = site.state.withLock { state -> (browser: String, name: String)? in
            guard let browser = known ?? state.sessions.begin(at: moment.seconds) else { return nil }
            return (browser, state.sessions.add(new, to: browser))
        }
        guard let placed else { return problem(.busy) }
        var reply = CaseVisit(self, placed.name, new).onwards()
        setCookie(&reply, placed.browser)
        return reply
    }

    /// Tells the browser its name. Scripts and other sites cannot use it, and it ends with the browser.
    func setCookie(_ reply: inout WebReply, _ name: String) {
        guard browser == nil else { return }
        reply.headers.append(
            ("set-cookie", "\(Self.cookie)=\(name); Path=/; HttpOnly; SameSite=Strict"))
    }

    private func onePerson(_ name: String, _ steps: [String]) -> WebReply {
        guard let found = site.state.withLock({ $0.sessions.case(name, of: browser?.name) }) else {
            return problem(.gone)
        }
        return CaseVisit(self, name, found).reply(steps)
    }
}
