import ArgumentParser
import DecisionRecords
import Diagnostics
import Eligibility
import Facts
import Foundation
import IntakeServer
import IntakeWeb
import Journal

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Intake screens in a browser, and a JSON API, on this computer.",
        discussion: """
            Example: wardwise serve --port 8080

            Pages work without JavaScript. Answers stay in memory and are forgotten when they are not used. Only this
            computer is answered unless --host says otherwise; then put a proxy with TLS before it, and name it with
            --name. Stop it with Ctrl-C.

            The server is built with `swift build --traits Web` (`make serve`).
            """)

    @Option(help: "The port; 0 takes any that is free.")
    var port = 8080

    @Option(help: "The address to listen on.")
    var host = "127.0.0.1"

    @Option(
        help: ArgumentHelp("A further name by which the site is called. May be repeated.", valueName: "name"))
    var name: [String] = []

    @Option(
        help: ArgumentHelp("Minutes without use after which answers are forgotten.", valueName: "minutes"))
    var idle = 30

    @Option(help: ArgumentHelp("Requests a second that one client may make in the long run.", valueName: "n"))
    var rate = 40

    @Option(
        help: ArgumentHelp("A reading of the sources to use. May be repeated.", valueName: "name=reading"))
    var interpret: [String] = []

    @Option(
        help: ArgumentHelp(
            "A journal in which decisions are recorded when somebody asks for it.", valueName: "file"))
    var journal: String?

    @OptionGroup var placing: PlaceOptions

    @OptionGroup var rules: RuleOptions

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port takes a number from 0 to 65535.")
        }
        guard (1...1_440).contains(idle) else {
            throw ValidationError("--idle takes minutes from 1 to 1440.")
        }
        guard (1...100_000).contains(rate) else {
            throw ValidationError("--rate takes a number from 1 to 100000.")
        }
    }

    func run() async throws {
        #if Web
            let site = try reading { () throws(Problems) -> IntakeSite in try self.site() }
            let server = IntakeServer(site, host: host, port: port) { Self.moment() }
            let host = host.contains(":") ? "[\(host)]" : host
            do {
                try await server.run { port in
                    Terminal.say("Wardwise is at http://\(host):\(port)/ — stop it with Ctrl-C.")
                }
            } catch {
                Terminal.say("The site cannot be started on \(host):\(port): \(error)")
                throw ExitCode(2)
            }
        #else
            Terminal.say(
                "This wardwise was built without its web server. Build it with `swift build -c release --traits Web`, or start it with `make serve`."
            )
            throw ExitCode(2)
        #endif
    }

    #if Web
        private func site() throws(Problems) -> IntakeSite {
            var options = Assessor.Options()
            options.readings = try ReadingOptions.readings(interpret)
            try placing.apply(to: &options, isForList: true)
            let loaded = try rules.load()
            let book = try RuleBook(loaded.files, map: loaded.map)
            Terminal.say(book.warnings)
            RuleOptions.say(aboutBoundaries: book.map)
            var settings = IntakeSite.Settings()
            settings.idleMinutes = idle
            settings.requestsPerSecond = rate
            settings.requestsAtOnce = max(400, rate)
            settings.hosts?.formUnion([host.lowercased()] + name.map { $0.lowercased() })
            let assessor = try Assessor(book, options: options)
            if let journal { settings.keeper = Self.keeper(try Journal(journal), assessor) }
            return IntakeSite(assessor, files: loaded.files, settings: settings)
        }

        private static func keeper(_ journal: Journal, _ assessor: Assessor) -> DecisionKeeper {
            DecisionKeeper { (decision) throws(Problems) in
                let now = wardwise.Moment.now
                let record: DecisionRecord
                do throws(InputProblems) {
                    record = try DecisionRecord(
                        decision.facts, by: assessor, signOff: .init(by: decision.by, at: now))
                } catch {
                    throw error.asProblems
                }
                return try journal.add(
                    record: record.text, outcome: record.json["outcome"]?.text ?? "",
                    person: decision.person, by: decision.by,
                    at: now)
            }
        }

        private static let began = ContinuousClock.now

        /// The day on the wall of this computer, and seconds since the start.
        private static func moment() -> IntakeWeb.Moment {
            let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
            let today = CivilDate(year: parts.year ?? 1, month: parts.month ?? 1, day: parts.day ?? 1)
            return IntakeWeb.Moment(
                today: today ?? .earliest, seconds: Int(began.duration(to: .now).components.seconds))
        }
    #endif
}
