import Eligibility

/// What the rest of a list, or an earlier one, says about one of its rows. It decides nothing but the place.
public struct RowRemarks: Sendable, Hashable {
    /// The row that this one is a possible duplicate of.
    public var likeness: Likeness?
    /// What became of the place that the person would take.
    public var turn: PlaceTurn?

    /// Nothing to say.
    public init() {}

    /// Another row that seems to be about the same person.
    public struct Likeness: Sendable, Hashable {
        /// Its line.
        public var line: Int
        /// The list it is on; nil for the same one.
        public var list: String?

        /// A row, by its line.
        public init(line: Int, list: String? = nil) {
            self.line = line
            self.list = list
        }
    }

    /// As sentences.
    public var words: [String] {
        var words: [String] = []
        if let likeness {
            let list = likeness.list.map { " of “\($0)”" } ?? ""
            words.append("This is a possible duplicate of row \(likeness.line)\(list).")
        }
        if let turn { words.append(turn.words) }
        return words
    }
}

/// What became of the place that somebody would take.
public enum PlaceTurn: Sendable, Hashable {
    /// Given in a lot: the number of the place, of so many.
    case given(lot: String, cohort: String, number: Int, of: Int)
    /// All are taken: the number on the waiting list of a lot.
    case waiting(lot: String, cohort: String, number: Int)
    /// None was looked for, because the row may be about somebody who is on the list before.
    case possibleDuplicate
    /// Those that are known are all taken, and of some lots the number is not known.
    case notKnown

    /// As a sentence.
    var words: String {
        switch self {
        case .given(let lot, let cohort, let number, let all):
            "Place \(number) of \(all) for “\(cohort)” in “\(lot)”."
        case .waiting(let lot, let cohort, let number):
            "Number \(number) on the waiting list for “\(cohort)” in “\(lot)”."
        case .possibleDuplicate: "No place is kept for a possible duplicate until somebody has looked."
        case .notKnown: "The places that are known are taken; how many the other lots have is not known."
        }
    }

    var left: PlaceLeft {
        switch self {
        case .given: .free
        case .waiting: PlaceLeft.none
        case .possibleDuplicate, .notKnown: .notKnown
        }
    }
}
