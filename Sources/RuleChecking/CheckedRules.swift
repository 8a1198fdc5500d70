import Diagnostics
import Facts
import RuleSyntax

/// A whole programme, read, checked and ready to decide with. Made by `RuleChecker`; nothing in it can be inconsistent.
public struct CheckedRules: Sendable {
    public internal(set) var title = ""
    public internal(set) var version: String?
    /// The days on which people can be decided. Nil: any day.
    public internal(set) var run: Dated<DayRange>?
    /// The name of the date that each person is judged on.
    public internal(set) var decidedOn = "decision date"
    /// How that date is asked for.
    public internal(set) var decisionDateAsking = Asking()
    public internal(set) var calendar = CalendarRules()
    public internal(set) var boundaries: PinnedBoundaries?
    public internal(set) var facts: [Fact] = []
    public internal(set) var connections: [Connection] = []
    public internal(set) var rates: [Rate] = []
    public internal(set) var definitions: [Definition] = []
    public internal(set) var interpretations: [Interpretation] = []
    public internal(set) var conditions: [Condition] = []
    /// Which conditions together make a person eligible.
    public internal(set) var eligibleWhen: NodeID = 0
    public internal(set) var cohorts: [Cohort] = []
    public internal(set) var lots: [Lot] = []
    public internal(set) var caps: [Cap] = []
    public internal(set) var advice: [Advice] = []
    public internal(set) var identifyBy: [IdentifyingPart] = []
    public internal(set) var promises: [Promise] = []
    public internal(set) var examples: [ExampleCase] = []
    /// Every expression, flat; children stand before their parents.
    public internal(set) var nodes: [Node] = []
    public internal(set) var constants: [Rational] = []
    public internal(set) var durations: [Duration] = []
    /// The value type of each node.
    public internal(set) var types: [NodeType] = []

    init() {}

    /// The index of the cohort with a title or another title, in comparing form.
    public func cohort(titled title: String) -> Int? {
        let key = TextKey.of(title)
        return cohorts.firstIndex { cohort in
            ([cohort.title].compactMap { $0 } + cohort.otherTitles).contains { TextKey.of($0) == key }
        }
    }
}

public typealias NodeID = Int

/// Days from a first to a last, both included; nil leaves an end open.
public struct DayRange: Hashable, Sendable {
    public var from: CivilDate?
    public var to: CivilDate?

    public init(from: CivilDate?, to: CivilDate?) {
        self.from = from
        self.to = to
    }

    /// Whether the day is one of them.
    public func contains(_ day: CivilDate) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }
}

/// Days that a statement holds on, and what is written beside them.
public struct Dated<Value: Sendable & Hashable>: Sendable, Hashable {
    public var value: Value
    public var annotations: Annotations
}

/// Days, or the fact that no source gives them: then never.
public enum Days: Hashable, Sendable {
    case always
    case range(DayRange, period: String?, annotations: Annotations)
    case notPublished(period: String, annotations: Annotations)

    /// Whether the day is one of them.
    public func contains(_ day: CivilDate) -> Bool {
        switch self {
        case .always: true
        case .range(let range, _, _): range.contains(day)
        case .notPublished: false
        }
    }
}

/// Sources, notes and assumptions written with a statement.
public struct Annotations: Hashable, Sendable {
    /// As shown to people: “evaluation summary, footnote 1”.
    public var sources: [String] = []
    public var notes: [String] = []
    public var assumptions: [String] = []
}

/// How a fact is asked for.
public struct Asking: Hashable, Sendable {
    public var question: String?
    public var hint: String?
    public var columns: [String] = []
}

public struct Fact: Sendable {
    public var name: String
    public var key: String
    public var type: FactType
    /// For text facts: the texts that rules compare with, in comparing form. Each has an option bit.
    public var comparedTexts: [String]
    public var asking: Asking
    /// What every answer meets; a breach is an input error.
    public var constraints: [NodeID]
    public var annotations: Annotations
    /// Where it stands among the statements, for asking in the order of the file.
    public var position: Int
}

public struct Connection: Sendable {
    public var name: String
    public var key: String
    /// Such as “lives in the area”.
    public var phrase: String
    /// A lot reached only so is at best referred.
    public var refers: Bool
    public var say: String?
    public var asking: Asking
    public var annotations: Annotations
    /// Where it stands among the statements, for asking in the order of the file.
    public var position: Int
}

public struct Definition: Sendable {
    public var name: String
    public var key: String
    public var value: NodeID
    public var type: NodeType
    public var asking: Asking
    public var annotations: Annotations
}

public struct Interpretation: Sendable {
    public var name: String
    public var key: String
    public var readings: [String]
    /// The index of the default reading.
    public var chosen: Int
    public var annotations: Annotations
}

public struct Condition: Sendable {
    public struct Waiver: Sendable {
        public var name: String
        public var test: NodeID
        public var annotations: Annotations
    }
    public var name: String
    public var key: String
    public var test: NodeID
    public var waivers: [Waiver]
    /// Failing it alone is for a person to decide.
    public var refers: Bool
    public var say: String?
    public var annotations: Annotations
    public var isLotDependent: Bool
}

public struct Cohort: Sendable {
    /// Nil: a person decides the cohort.
    public var title: String?
    public var otherTitles: [String]
    public var test: NodeID
    public var say: String?
    public var annotations: Annotations
}

public struct Rate: Sendable {
    public struct Band: Sendable {
        public var from: Rational
        public var to: Rational?
        public var value: Rational
    }
    public struct Period: Sendable {
        public var days: DayRange
        /// One band without limits where the rate has no bands.
        public var bands: [Band]
    }
    public var name: String
    public var key: String
    public var type: ValueType
    public var by: ValueType?
    /// In order, without overlaps.
    public var periods: [Period]
    public var isCarriedForward: Bool
    public var annotations: Annotations

    /// The period in force on a day.
    public func period(on day: CivilDate) -> Period? {
        if let period = periods.last(where: { $0.days.contains(day) }) { return period }
        guard isCarriedForward else { return nil }
        return periods.last { ($0.days.from ?? .earliest) <= day }
    }
}

public struct Lot: Sendable {
    public enum Area: Sendable {
        case ward(code: String, name: String?)
        case withoutWard(code: String)
        case neighbours(LotSyntax.Reach)
    }
    public struct Part: Sendable {
        public var area: Area
        public var days: Days
        public var annotations: Annotations
    }
    public struct Provider: Sendable {
        public var name: String
        public var days: Days
    }
    public var title: String
    public var parts: [Part]
    public var open: [Days]
    public var providers: [Provider]
    public var annotations: Annotations
}

public struct Cap: Sendable {
    public enum Places: Sendable, Hashable {
        case givenForEachLot
        case number(Int)
    }
    /// An index into the cohorts.
    public var cohort: Int
    public var places: Places
    public var suspensions: [Days]
    public var whenFull: String?
    public var annotations: Annotations
}

public struct Advice: Sendable {
    public var text: String
    public var test: NodeID
    public var annotations: Annotations
}

/// A part of what tells people apart.
public enum IdentifyingPart: Sendable, Hashable {
    case fact(Int)
    case postcode(connection: Int)
    case ward(connection: Int)
}

public struct Promise: Sendable {
    public enum Outcome: Sendable, Hashable {
        case outcome(String)
        case cohort(Int)
    }
    public var title: String
    public var test: NodeID
    public var outcome: Outcome
    public var place: SourcePlace
}

/// `boundaries` as checked.
public struct PinnedBoundaries: Sendable {
    public struct Crosswalk: Sendable {
        public var code: String
        public var name: String?
        public var within: String
        public var annotations: Annotations
    }
    public var file: String
    /// Metres of shared border that make two wards neighbours.
    public var minimumBorder: Rational
    public var crosswalks: [Crosswalk]
}

/// An example of a rule file or a row of a `.cases.csv`.
public struct ExampleCase: Sendable {
    public enum Cohort: Sendable, Hashable {
        case named(String)
        case notKnown
        case refer
    }
    public struct Expectation: Sendable {
        public var outcome: String?
        public var cohort: Cohort?
        public var lots: [String]?
        public var askNext: [String]?
        public var place: String?
        public var because: String?
        public var errorIn: String?

        /// Nothing is compared until it is named.
        public init() {}
    }
    public var title: String
    /// Names and texts of the facts, in order, each with its place.
    public var facts: [(name: String, value: String, place: SourcePlace)]
    public var expectations: [Expectation]
    public var place: SourcePlace

    public init(
        title: String, facts: [(name: String, value: String, place: SourcePlace)], expectations: [Expectation],
        place: SourcePlace
    ) {
        self.title = title
        self.facts = facts
        self.expectations = expectations
        self.place = place
    }
}
