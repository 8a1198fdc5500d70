import ArgumentParser
import Eligibility

/// The command line. Everything it does is a call of the library; only this target touches files, the clock and the
/// terminal.
@main struct Wardwise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wardwise",
        abstract: "Decides who may join a place-based programme, and says why.",
        discussion: """
            Rules are text that policy staff can read (`--rules`); wards are KML (`--boundaries`). In the repository
            both are found by themselves:

              wardwise assess Rules/connecting-communities/sample-referrals.csv
              wardwise check
              wardwise test

            Exit status: 0 done; 1 the answer is no (a check or test failed, rows were rejected with --strict);
            2 wrong usage or input that cannot be read.
            """,
        version: Engine.version,
        subcommands: [
            Assess.self, Decide.self, Ask.self, ReplayCommand.self, RecordCommand.self, JournalCommand.self,
            Document.self,
            Check.self, Test.self,
            Compare.self, Explain.self,
            Format.self,
            Locate.self,
            WardsCommand.self, PostcodesCommand.self, Serve.self,
        ])

    /// Ends with 2 for wrong usage, as every command does for input it cannot read.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
            ShownCodes.sayWhereMoreIs()
        } catch let code as ExitCode {
            ShownCodes.sayWhereMoreIs()
            exit(withError: code)
        } catch {
            let code = exitCode(for: error)
            guard code != .success else { exit(withError: error) }
            Terminal.say(fullMessage(for: error))
            exit(withError: ExitCode(2))
        }
    }
}
