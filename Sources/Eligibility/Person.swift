import Facts
import RuleChecking

/// What is known about one person, in the terms of a rule book. Everything not given is not known.
public struct Person: Sendable, Hashable {
    /// The date the person is judged on. It has to be given before anything can be decided.
    public var decisionDate: CivilDate?
    /// One for each fact of the rules.
    public var answers: [Answer]
    /// Values given for definitions, by index.
    public var given: [Int: Answer]
    /// One for each connection of the rules.
    public var ties: [TieAnswer]
    /// Readings chosen for this person, by index of the interpretation.
    public var readings: [Int: Int]
    /// Places taken and places there are, for the cohort and lot at hand.
    public var placesTaken: PlacesTaken?
    /// Whether a place is left for this person, when places are given out to one after the other.
    package var placeLeft: PlaceLeft?

    /// A person of whom nothing is known.
    package init(_ rules: CheckedRules) {
        answers = Array(repeating: .notKnown(.notAsked), count: rules.facts.count)
        given = [:]
        ties = Array(repeating: .notKnown(.notAsked), count: rules.connections.count)
        readings = [:]
    }
}

/// Whether a place is left for one of many.
package enum PlaceLeft: UInt8, Sendable, Hashable {
    case free, none, notKnown
}

/// How many of the places of a cohort in a lot are taken.
public struct PlacesTaken: Sendable, Hashable {
    /// Places given away, 0 or more.
    public var taken: Int
    /// Places there are, 0 or more.
    public var places: Int

    /// So many taken of so many.
    public init(taken: Int, places: Int) {
        self.taken = taken
        self.places = places
    }

    /// Reads `40 of 40`.
    public init?(_ text: some StringProtocol) {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 3, words[1].lowercased() == "of", let taken = Int(words[0]),
            let places = Int(words[2]),
            taken >= 0, places >= 0
        else { return nil }
        self.init(taken: taken, places: places)
    }
}

/// Something wrong with one value given for a person: an error of the input, never a decision.
public struct InputProblem: Error, Sendable, Hashable {
    /// The fact, definition or connection, as the rules name it, with the form: `home latitude`.
    public var fact: String
    /// What it is about, to find the column it came from; nil where the rules have nothing of that name.
    public var field: Field?
    /// What is wrong, as a sentence.
    public var message: String
    /// What would have been right, as a sentence.
    public var expected: String?

    /// A problem with one value.
    public init(fact: String, field: Field?, message: String, expected: String? = nil) {
        self.fact = fact
        self.field = field
        self.message = message
        self.expected = expected
    }
}

/// Everything wrong with what was given for one person.
public struct InputProblems: Error, Sendable, Hashable {
    /// The problems, at least one.
    public var all: [InputProblem]
    /// Problems found together.
    public init(_ all: [InputProblem]) { self.all = all }
}
