import Facts
import RuleChecking
import RuleDiagrams
import RuleEvaluation

/// The decision for a lot as one function of the axes: outcome and cohort, as a number.
package struct DecisionFunction: Sendable {
    /// Where a combination of cells cannot be anybody’s.
    package static let impossible = 0

    /// 1 not eligible, 2 refer, 3 eligible.
    package let outcome: Diagram.Ref
    /// The same with the cohort.
    package let whole: Diagram.Ref
    package let functions: RuleFunctions
    private let cohorts: [[Int]]

    package init(_ functions: RuleFunctions, _ rules: CheckedRules) throws(Diagram.TooLarge) {
        var functions = functions
        let status = try functions.eligibility()
        var tests: [Diagram.Ref] = []
        for cohort in rules.cohorts { tests.append(try functions.test(cohort.test)) }
        let possible = functions.possible
        var known: [[Int]] = [[]]
        func intern(_ cohorts: [Int]) -> Int {
            if let index = known.firstIndex(of: cohorts) { return index }
            known.append(cohorts)
            return known.count - 1
        }
        (outcome, whole) = try functions.with { diagram throws(Diagram.TooLarge) in
            let outcome = try diagram.combine(possible, status) { $0 == 0 ? Self.impossible : $1 + 1 }
            var cohorts = Diagram.value(0)
            for (index, test) in tests.enumerated() {
                cohorts = try diagram.combine(cohorts, test) { $1 == 1 ? intern(known[$0] + [index]) : $0 }
            }
            let whole = try diagram.combine(outcome, cohorts) { $0 < 2 ? $0 : $0 + 3 * $1 }
            return (outcome, whole)
        }
        self.functions = functions
        cohorts = known
    }

    /// The value that stands for two values of the whole, or of the outcome, either of which may itself be one that
    /// stands for two: no outcome where they differ in it, else no cohort.
    package func undecided(_ one: Int, _ other: Int) -> Int {
        let none = 2 + 3 * cohorts.count
        guard let status = status(one, none), status == self.status(other, none) else { return none }
        return none + 1 + status
    }

    /// The outcome that a value stands for; nil where it stands for several.
    private func status(_ value: Int, _ none: Int) -> Int? {
        value < none ? decision(value).status : value == none ? nil : value - none - 1
    }

    /// What a value of the whole stands for: 0 not eligible, 1 refer, 2 eligible; and the cohorts, by index.
    package func decision(_ value: Int) -> (status: Int, cohorts: [Int]) {
        guard value > 1 else { return (0, []) }
        let status = (value - 2) % 3 + 1
        return (status, cohorts[(value - 1 - status) / 3])
    }
}
