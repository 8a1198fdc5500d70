import DelimitedText
import Diagnostics
import Eligibility
import Facts

/// How far a run came: from here the same run goes on, and in the end has written the same bytes.
public struct Checkpoint: Sendable, Hashable, Codable {
    /// A name for what is assessed, by which rules and how; another run has another.
    let run: String
    /// How many chunks of the list were written.
    var chunks = 0
    /// Those of them that have rows to be shown at the end.
    var shown: [Int] = []
    var counts: Tally.Counts
    /// Rows done, empty ones among them.
    public var rows: Int { counts.rows.read }
}

/// That a run may be interrupted and gone on with.
public struct Resumption: Sendable {
    /// Whatever decides what is written and is not known to the assessment, such as the numbers of places given to an
    /// assessor: a run goes on only where it is the same.
    public var token: String
    /// Where to go on from; nil to begin.
    public var checkpoint: Checkpoint?

    /// A run that can be gone on with, from its beginning or from where it was interrupted.
    public init(token: String, from checkpoint: Checkpoint? = nil) {
        self.token = token
        self.checkpoint = checkpoint
    }

    /// The name of a run.
    func name(
        of list: Digest, _ header: [HeaderCell], _ assessor: Assessor, _ options: ListAssessment.Options
    ) -> String {
        let parts = [
            token, list.hex, Engine.version, assessor.book.versionText,
            "\(header.map(\.name))", "\(assessor.readings)",
            options.on?.iso ?? "", "\(options.slashDates)", "\(options.chunkSize)",
            "\(options.writesRejects) \(options.byteOrderMark) \(options.keptRejections)",
        ]
        return Digest(of: Array("\(parts)".utf8)).hex
    }

    /// Why a run cannot be gone on with.
    static func otherRun(_ list: String) -> Problems {
        Problems(
            Problem(
                .otherRun,
                "The interrupted run had another list than “\(list)” is now, other rules or other options.",
                expected:
                    "the same list, rules and options; or delete the file of the interrupted run to begin anew."
            ))
    }
}
