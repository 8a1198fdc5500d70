import DecisionRecords
import Diagnostics
import Eligibility

/// A decision kept in a file of its own.
enum RecordFile {
    /// Writes the record of a decision.
    ///
    /// - Parameter name: who stands by it; nil for nobody.
    static func write(
        _ facts: [DecisionRecord.GivenFact], by assessor: Assessor, signedBy name: String?, to path: String
    ) throws(Problems) {
        let signOff = name.map { DecisionRecord.SignOff(by: $0, at: Moment.now) }
        let record: DecisionRecord
        do throws(InputProblems) {
            record = try DecisionRecord(facts, by: assessor, signOff: signOff)
        } catch {
            throw error.asProblems
        }
        let file = try OutputFile(path)
        try file.write(record.bytes)
        try file.finish()
        Terminal.say("The decision is kept in “\(path)”.")
    }
}
