import RuleChecking
import RuleEvaluation

/// One thing that decisions depend on, cut into cells on which every test of the rules has one outcome.
package struct Axis: Sendable, Hashable {
    package enum Subject: Hashable, Sendable {
        /// An index into the facts; a cell is some of its values.
        case fact(Int)
        /// An index into the interpretations; a cell is a reading.
        case reading(Int)
        /// An index into the connections: a tie of that kind to the lot. No, and yes.
        case tie(Int)
        /// Which lot is spoken of, where rules tell lots apart; a cell is a lot.
        case lot
        /// How two amounts compare that both go through many values: below, equal, above, or in no order because one
        /// has no value.
        case order(SignedPair)
        /// A test that is not worked out from the values of facts, such as one of spells. No, and yes.
        case test(NodeID)
    }

    package var subject: Subject
    /// For a fact: what it is in each cell. Empty for the others.
    package var sets: [FactSet] = []
    /// For the lot: the lot of each cell, as an index into the lots of the rules; nil for one that they do not have.
    package var lots: [Int?] = []
    /// The number of cells.
    package var count: Int

    init(_ subject: Subject, count: Int) {
        self.subject = subject
        self.count = count
    }

    init(fact: Int, sets: [FactSet]) {
        subject = .fact(fact)
        self.sets = sets
        count = sets.count
    }

    init(lots: [Int?]) {
        subject = .lot
        self.lots = lots
        count = lots.count
    }

    /// Whether its cells are not sets of values, so that not every combination with others need be somebody's.
    package var isLoose: Bool {
        switch subject {
        case .order, .test: true
        case .fact, .reading, .tie, .lot: false
        }
    }

    /// The cell that holds a value, given as a set with one value in it.
    package func cell(of set: FactSet) -> Int? { sets.firstIndex { $0.overlaps(set) } }
}
