import ArgumentParser
import DecisionRecords
import Diagnostics
import Eligibility

/// What decision records look like.
struct RecordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Shows what a decision record looks like, or sees that one has not been changed.",
        discussion: "Example: wardwise record --schema > decision-record.schema.json")

    @Flag(help: "Prints the JSON Schema of records.")
    var schema = false

    @Argument(help: ArgumentHelp("A decision record.", valueName: "record"))
    var record: String?

    func validate() throws {
        guard schema != (record != nil) else { throw ValidationError("Give a record, or --schema.") }
    }

    func run() throws {
        guard let record else { return Terminal.write(Array(RecordSchema.text.utf8)) }
        let found = try reading { () throws(Problems) -> DecisionRecord in
            try DecisionRecord(bytes: Files.read(record), named: record)
        }
        Terminal.print("The record is as it was written: \(found.sha256)")
    }
}

struct ReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Makes a recorded decision again, byte for byte, or says what differs.",
        discussion: """
            Example: wardwise replay record.json

            The rules, boundaries and postcodes are those of now: where one of them is not the one recorded, that is said
            first. Exit status: 0 the same; 1 something differs; 2 the record cannot be read.
            """)

    @Argument(help: ArgumentHelp("A decision record.", valueName: "record"))
    var record: String

    @Option(help: ArgumentHelp("Where postcodes are, as for `assess`.", valueName: "file"))
    var postcodes: String?

    @OptionGroup var rules: RuleOptions

    func run() throws {
        let record = try reading { () throws(Problems) -> DecisionRecord in
            try DecisionRecord(bytes: Files.read(self.record), named: self.record)
        }
        let replay = try reading { () throws(Problems) -> Replay in try again(record) }
        guard !replay.differences.isEmpty else {
            return Terminal.print("The same decision, byte for byte: \(record.sha256)")
        }
        Terminal.print("The decision is not the one recorded:")
        for difference in replay.differences {
            Terminal.print("  \(difference.path)")
            Terminal.print("    recorded: \(difference.recorded ?? "nothing")")
            Terminal.print("    found:    \(difference.found ?? "nothing")")
        }
        if replay.lacksPlaces, replay.differences.contains(where: { $0.path == "place" }) {
            Terminal.print(
                "  The record is of an earlier version, which did not keep how many places were taken.")
        }
        throw ExitCode(1)
    }

    private func again(_ record: DecisionRecord) throws(Problems) -> Replay {
        var options = Assessor.Options()
        if let postcodes {
            options.postcodes = try PostcodeFiles.places(postcodes, isForList: false)
        }
        let book = try rules.book()
        let assessor = try Assessor(book, options: Replay.options(for: record, options))
        do throws(InputProblems) {
            return try Replay(record, by: assessor)
        } catch {
            throw error.asProblems
        }
    }
}
