import Eligibility

extension ListAssessment.Decision {
    /// The decision in full, as lines for a terminal of a width.
    public func text(width: Int) -> String {
        "Row \(line): \(person)\n" + assessment.text(width: width, duplicateOf: duplicateOf)
    }
}
