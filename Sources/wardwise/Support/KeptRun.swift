import BulkAssessment
import Diagnostics
import Foundation

/// What a run with `--resume` keeps beside its unfinished files: how far it came.
struct KeptRun: Codable {
    var checkpoint: Checkpoint
    /// Bytes of the unfinished files that belong to what was done; what comes behind is written again.
    var decisions: Int
    var rejects: Int?
    /// Where the files go, as they were named.
    var output: String
    var rejectsFile: String?

    /// What was kept in a file; nil when there is none.
    static func read(_ path: String) throws(Problems) -> KeptRun? {
        guard Files.exists(path) else { return nil }
        guard let kept = try? JSONDecoder().decode(KeptRun.self, from: Data(Files.read(path))) else {
            throw Problems(
                Problem(
                    .otherRun, "“\(path)” says nothing of an interrupted run.",
                    expected: "a file that this command wrote, or a name that no file has yet."))
        }
        return kept
    }
}

/// Keeps how far a run is, now and then, so that little is done again.
final class RunKeeper {
    private let path: String
    private let files: (decisions: RowsFile, rejects: RowsFile?)
    private let names: (output: String, rejects: String?)
    private var last = ContinuousClock.now
    private static let pause = Duration.seconds(1)

    init(
        _ path: String, _ files: (decisions: RowsFile, rejects: RowsFile?),
        _ names: (output: String, rejects: String?)
    ) {
        self.path = path
        self.files = files
        self.names = names
    }

    /// To be called when everything up to a checkpoint was handed to the files.
    func keep(_ checkpoint: Checkpoint) throws(Problems) {
        guard ContinuousClock.now - last > Self.pause else { return }
        // The files first: what is said to be done must be there, whatever stops the machine.
        try files.decisions.sync()
        try files.rejects?.sync()
        let kept = KeptRun(
            checkpoint: checkpoint, decisions: files.decisions.count, rejects: files.rejects?.count,
            output: names.output, rejectsFile: names.rejects)
        let file = try OutputFile(path)
        try file.write(Array((JSON.text(kept) + "\n").utf8))
        try file.finish()
        last = .now
    }

    /// To be called when the files are in their places.
    func end() { unlink(path) }
}
