import RuleEvaluation
import Synchronization

/// Decides by tables where they are made for the rules and the day, and otherwise by looking at expressions. For any
/// number of tasks at once.
///
/// Both ways give the same findings, but that the tables know what can change a decision where there is too much open
/// for the other way to compare two people at a time.
package final class SharedDecider: Sendable {
    package let decider: Decider
    /// Nil for rules that tables are not made for.
    package let book: DecisionBook?
    private let free = Mutex<[RapidDecider]>([])

    package init(_ decider: Decider) {
        self.decider = decider
        book = DecisionBook(decider)
    }

    /// The decision, or what makes it impossible.
    package func decide(_ situation: Situation) throws(Contradiction) -> Finding {
        if let book {
            var rapid = free.withLock { $0.popLast() } ?? RapidDecider(book)
            let finding = rapid.decide(situation)
            free.withLock { $0.append(rapid) }
            if let finding { return finding }
        }
        return try decider.decide(situation)
    }
}
