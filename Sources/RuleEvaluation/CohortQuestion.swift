import RuleChecking

/// Which cohort somebody is in: a bit for each cohort, and one for none and for several at once.
enum CohortQuestion {
    static let none: UInt64 = 1 << 62
    static let several: UInt64 = 1 << 61

    /// The cohorts that are possible, and the tests that keep more than one of them open.
    static func ask(
        _ cohorts: [Cohort], _ evaluator: inout Evaluator
    ) -> (answers: UInt64, open: [OpenTest]) {
        var certain: UInt64 = 0
        var possible: UInt64 = 0
        var open: [OpenTest] = []
        for (index, cohort) in cohorts.enumerated() {
            let truth = evaluator.truth(cohort.test)
            if truth == .yes { certain |= 1 << UInt64(index) }
            if truth == .unknown {
                possible |= 1 << UInt64(index)
                open.append(OpenTest(node: cohort.test))
            }
        }
        if certain.nonzeroBitCount > 1 { return (several, []) }
        if possible == 0 { return (certain == 0 ? none : certain, []) }
        return (certain | possible | (certain == 0 ? none : 0) | several, open)
    }
}
