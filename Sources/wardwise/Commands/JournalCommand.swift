import ArgumentParser
import DecisionRecords
import Diagnostics
import Journal

/// A journal of decisions and overrides.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Keeps decisions and overrides in a file that is only ever added to.",
        discussion: """
            Example: wardwise journal add decisions.journal record.json --person 4711 --by "Adviser 7"

            An override never changes a decision; it stands beside it. What is known of a person can be erased: it is then
            gone from the file, while that it was there stays.
            """,
        subcommands: [Add.self, List.self, Override.self, Erase.self, Retain.self])

    struct Add: JournalWork {
        static let configuration = CommandConfiguration(
            abstract: "Adds decision records; prints the number of each when it is safely on the disk.")
        @Argument var journal: String
        @Argument(help: "Decision records, as `decide --save` and `ask --save` write them.")
        var records: [String]
        @Option(help: "Whom they are about: a number or name of your own, needed to erase them.")
        var person: String
        @Option(help: "Who made the decision.")
        var by: String

        func work(on journal: Journal) throws(Problems) {
            for path in records {
                let record = try DecisionRecord(bytes: Files.read(path), named: path)
                let number = try journal.add(
                    record: record.text, outcome: record.json["outcome"]?.text ?? "",
                    person: person, by: by, at: Moment.now)
                Terminal.print("\(number)")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the entries, having seen that none was changed.",
            discussion: "Example: wardwise journal list decisions.journal --record 12 > record.json")
        @Argument var journal: String
        @Option(help: ArgumentHelp("Prints the record of one decision instead.", valueName: "number"))
        var record: Int?

        func run() throws {
            try reading { () throws(Problems) in
                guard Files.exists(self.journal) else {
                    throw Problems(
                        Problem(
                            .unreadable, "There is no file “\(self.journal)”.",
                            expected: "the path of a journal."))
                }
                let journal = try Journal(self.journal)
                try journal.verify()
                let entries = try journal.entries()
                guard let number = record else { return entries.forEach { Terminal.print(Self.line($0)) } }
                guard let text = entries.first(where: { $0.number == number })?.record else {
                    throw Problems(
                        Problem(
                            .wrongOption, "Entry \(number) has no record.",
                            expected: "the number of a decision that was not erased."))
                }
                Terminal.write(Array(text.utf8))
            }
        }

        private static func line(_ entry: JournalEntry) -> String {
            var words = "\(entry.number)  \(entry.at)  \(entry.kind.rawValue)"
            if let about = entry.about { words += " of \(about)" }
            if entry.isErased { return words + " by \(entry.by): erased" }
            words += entry.outcome.map { ": \($0)" } ?? ""
            words += entry.person.map { "; person \($0)" } ?? ""
            words += "; by \(entry.by)"
            return words + (entry.why.map { "; because \($0)" } ?? "")
        }
    }

    struct Override: JournalWork {
        static let configuration = CommandConfiguration(
            abstract: "Adds that a person has decided otherwise; the decision stays as it is.")
        @Argument var journal: String
        @Argument(help: "The number of the decision.")
        var decision: Int
        @Option(help: "What was decided instead.")
        var outcome: String
        @Option(help: "Why.")
        var why: String
        @Option(help: "Who decided it.")
        var by: String

        func work(on journal: Journal) throws(Problems) {
            let number = try journal.override(decision, outcome: outcome, why: why, by: by, at: Moment.now)
            Terminal.print("\(number)")
        }
    }

    struct Erase: JournalWork {
        static let configuration = CommandConfiguration(
            abstract: "Erases everything about one person; that it was there stays.")
        @Argument var journal: String
        @Option(help: "Whom to erase, as named when the decision was added.")
        var person: String
        @Option(help: "Why; without anything about the person, since this stays.")
        var why: String
        @Option(help: "Who erases it.")
        var by: String

        func work(on journal: Journal) throws(Problems) {
            let count = try journal.erase(person: person, why: why, by: by, at: Moment.now)
            Terminal.print("\(count) erased")
        }
    }

    struct Retain: JournalWork {
        static let configuration = CommandConfiguration(
            abstract: "Erases the data of everything written before a day.")
        @Argument var journal: String
        @Option(help: ArgumentHelp("The first day that is kept.", valueName: "date"))
        var since: String
        @Option(help: "Who erases it.")
        var by: String

        func work(on journal: Journal) throws(Problems) {
            guard let day = try ReadingOptions.date(since, option: "--since") else { return }
            let count = try journal.retain(since: day.iso, by: by, at: Moment.now)
            Terminal.print("\(count) erased")
        }
    }
}

/// A command that writes to a journal, which is made when there is none.
protocol JournalWork: ParsableCommand {
    /// The path of the journal.
    var journal: String { get }

    func work(on journal: Journal) throws(Problems)
}

extension JournalWork {
    func run() throws {
        try reading { () throws(Problems) in try work(on: Journal(journal)) }
    }
}
