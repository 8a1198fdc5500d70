import Eligibility
import Facts
import Intake
import RuleChecking
import Synchronization
import WardPictures
import Wards

/// The intake screens and the JSON API of one programme: a request in, a reply out.
///
/// It opens no socket and no file, reads no clock and logs nothing. What people answer is in memory only, and is
/// forgotten when it has not been used for a while (`Settings.idleMinutes`).
public final class IntakeSite: Sendable {
    /// How a site is run.
    public struct Settings: Sendable {
        /// Minutes without use after which answers are forgotten.
        public var idleMinutes = 30
        /// The largest list that can be uploaded, in megabytes.
        public var listMegabytes = 10
        /// Requests a second that one client may make in the long run, and at once after a rest.
        public var requestsPerSecond = 40
        /// Requests that one client may make at once after a rest.
        public var requestsAtOnce = 400
        /// Names under which the site is called, without ports; a request for another is refused, so that no page
        /// elsewhere can reach it by a name of its own. Nil takes any.
        public var hosts: Set<String>? = ["localhost", "127.0.0.1", "[::1]"]

        /// Where decisions are recorded on request; nil keeps none.
        public var keeper: DecisionKeeper?

        /// Half an hour, lists of 10 MB, and only this computer.
        public init() {}
    }

    let assessor: Assessor
    let settings: Settings
    let paths: QuestionPaths
    let prose: RuleProse
    let description: [UInt8]
    let state: Mutex<State>

    struct State: Sendable {
        var sessions: Sessions
        var rate: RequestRate
        /// Lists being checked at this moment.
        var listsAtWork = 0
    }

    var rules: CheckedRules { assessor.book.rules }

    /// A site for one programme.
    ///
    /// - Parameter files: the rule files that the assessor’s rules were made of, to be read.
    public init(_ assessor: Assessor, files: RuleFiles, settings: Settings = Settings()) {
        self.assessor = assessor
        self.settings = settings
        paths = QuestionPaths(assessor.book.rules)
        prose = RuleProse(files)
        description = OpenAPI(assessor.book).bytes
        var limits = Sessions.Limits()
        limits.idleSeconds = max(1, settings.idleMinutes) * 60
        let rate = RequestRate.Limits(
            perSecond: max(1, settings.requestsPerSecond), burst: max(1, settings.requestsAtOnce))
        state = Mutex(State(sessions: Sessions(limits), rate: RequestRate(rate)))
    }

    /// The most bytes that the body of a request may have; nothing longer needs to be read.
    public func bodyLimit(_ path: String) -> Int {
        path == "/list" || path == "/api/v1/list" ? settings.listMegabytes << 20 : 64 << 10
    }

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - client: what tells clients apart, such as an address; only for the limit of requests.
    ///   - moment: when it comes.
    public func reply(to request: WebRequest, from client: String, at moment: Moment) async -> WebReply {
        var reply: WebReply
        if !state.withLock({ $0.rate.admits(client, at: moment.seconds) }) {
            reply = Visit(self, request, moment).problem(.busy)
            reply.headers.append(("retry-after", "5"))
        } else {
            reply = await Visit(self, request, moment).reply()
        }
        reply.addSafety()
        if request.method == .head { reply.body = [] }
        return reply
    }

    /// The reply to a request whose body is longer than `bodyLimit`, and which was not read.
    public func replyToTooLarge(_ request: WebRequest, at moment: Moment) -> WebReply {
        var reply = Visit(self, request, moment).problem(.tooLarge)
        reply.addSafety()
        return reply
    }
}
