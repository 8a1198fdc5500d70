import BoundaryFiles
import Diagnostics
import Eligibility
import Facts
import IntakeWeb
import RuleTestSupport
import Testing
import Wards

/// Sites to visit: the programme that comes with Wardwise, and an invented one with every kind of question.
enum Sites {
    static let today = CivilDate(clamping: 17_959)  // 4 March 2019

    /// Made once: checking rules and drawing maps takes longer than visiting pages.
    private static let shippedRules = Result { try assessorOfShipped() }
    private static let inventedRules = Result { try assessorOfInvented() }

    static func shipped(_ settings: IntakeSite.Settings = .init()) throws -> IntakeSite {
        let (assessor, files) = try shippedRules.get()
        return IntakeSite(assessor, files: files, settings: settings)
    }

    private static func assessorOfShipped() throws -> (Assessor, RuleFiles) {
        let files = RuleFiles(main: "connecting-communities/connecting-communities.rules") {
            Repository.bytes("Rules/\($0)")
        }
        let kml = try #require(Repository.bytes("Boundaries/connecting-communities-approximate.kml"))
        let map = try WardMap([BoundaryFile(bytes: kml, name: "wards.kml")])
        return (try Assessor(RuleBook(files, map: map)), files)
    }

    /// Text that would be markup if it were not escaped.
    static let markup = "<i>&\"'</i>"

    static let everyKind = """
        programme "Every <b>kind</b> & more", version "1"
            decided on the day
        boundaries "world.kml"
        fact day: date
            ask "On which day?"
        fact all well: yes or no
            ask "Is all <well>?"
            hint "Say & answer."
        fact colour: "red", "green & blue" or "<none of these>"
            ask "Which colour?"
        fact birth: date
            ask "When were you born?"
            must be on or before the day
        fact last job: date, or "never worked"
            ask "When did the last job end?"
        fact wage: money per hour, or none
            ask "What is the wage?"
        fact savings: money
            ask "How much is saved?"
        fact weekly hours: hours per week
            ask "How many hours a week?"
        fact children: number
            ask "How many children are there?"
        fact language: text
            ask "Which language is spoken at home?"
        connection home: "lives there"
            ask "Where is home?"
        connection work: "works there"
            ask "Where is work?"
        condition everything: all well and colour is "red" and age from birth is at least 16
            and last job is before 1 January 2019 and wage is below £20 and savings is below £5,000
            and weekly hours is below 60 and children is at least 1 and language is "Welsh"
            otherwise say "Not everything holds."
            note "A note with <markup>."
        condition local: has a connection to the lot
            otherwise say "Not local."
        eligible when everything and local
        lot "Alder"
            ward E05000001 "Alder"
        lot "Beech"
            ward E05000002 "Beech"

        """

    static func invented(_ settings: IntakeSite.Settings = .init()) throws -> IntakeSite {
        let (assessor, files) = try inventedRules.get()
        return IntakeSite(assessor, files: files, settings: settings)
    }

    private static func assessorOfInvented() throws -> (Assessor, RuleFiles) {
        let files = RuleFiles(main: "every.rules") { $0 == "every.rules" ? Array(everyKind.utf8) : nil }
        var options = Assessor.Options()
        options.postcodes = World.postcodes
        let book = try RuleBook(files, map: World.map())
        return (try Assessor(book, options: options), files)
    }
}

/// What a browser does: keeps cookies, follows redirections with GET, and sends the hidden fields of a page.
struct Browser {
    let site: IntakeSite
    var seconds = 0
    var cookies: [String: String] = [:]
    var path = "/"
    var reply: WebReply?
    /// Every address that was visited or sent to.
    var visited: [String] = []

    init(_ site: IntakeSite) { self.site = site }

    var page: String { String(decoding: reply?.body ?? [], as: UTF8.self) }
    var status: Int { reply?.status ?? 0 }
    var heading: String { Self.between("<h1>", "</h1>", page).map(Self.text) ?? "" }
    var cookie: String { cookies.map { "\($0)=\($1)" }.sorted().joined(separator: "; ") }

    /// What a piece of markup says.
    static func text(_ markup: some StringProtocol) -> String {
        var text = ""
        var isTag = false
        for character in markup {
            if character == "<" { isTag = true }
            if !isTag { text.append(character) }
            if character == ">" { isTag = false }
        }
        for (reference, letter) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] {
            text = text.split(separator: reference, omittingEmptySubsequences: false).joined(
                separator: letter)
        }
        return text
    }

    static func between(_ start: String, _ end: String, _ text: String) -> String? {
        guard let first = text.firstRange(of: start) else { return nil }
        let rest = text[first.upperBound...]
        return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
    }

    mutating func send(
        _ method: WebRequest.Method, _ target: String, headers more: [String: String] = [:],
        body: [UInt8] = []
    ) async {
        var headers = ["host": "localhost:8080", "cookie": cookie]
        headers.merge(more) { $1 }
        visited.append(target)
        let request = WebRequest(method, target, headers: headers, body: body)
        let reply = await site.reply(
            to: request, from: "test", at: Moment(today: Sites.today, seconds: seconds))
        for (name, value) in reply.headers where name == "set-cookie" {
            let parts = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { cookies[String(parts[0])] = String(parts[1]) }
        }
        self.reply = reply
        path = target
        if let next = reply.header("location") { await send(.get, next) }
    }

    mutating func open(_ target: String) async { await send(.get, target) }

    /// Sends the form of the page.
    mutating func submit(_ fields: [String: String], to action: String? = nil) async {
        var fields = fields
        if let token = Self.between("name=\"token\" value=\"", "\"", page) {
            fields["token"] = fields["token"] ?? token
        }
        let target = action ?? Self.between("<form method=\"post\" action=\"", "\"", page) ?? path
        await send(
            .post, target, headers: ["content-type": "application/x-www-form-urlencoded"],
            body: Array(Self.encoded(fields).utf8))
    }

    static func encoded(_ fields: [String: String]) -> String {
        func escaped(_ text: String) -> String {
            text.utf8.map { byte in
                let isPlain =
                    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte)
                let digits = String(byte, radix: 16, uppercase: true)
                return isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
            }.joined()
        }
        return fields.map { "\(escaped($0))=\(escaped($1))" }.sorted().joined(separator: "&")
    }

    static func date(_ text: String) -> [String: String] {
        let parts = text.split(separator: " ").map(String.init)
        return ["day": parts[0], "month": parts[1], "year": parts[2], "choice": "given"]
    }

    mutating func start(_ date: String = "4 3 2019") async {
        await open("/")
        await submit(Self.date(date))
    }

    /// The case of the present address: `/case/…`.
    var base: String { "/" + path.split(separator: "/").prefix(2).joined(separator: "/") }
}
