import Diagnostics
import Facts
import RuleSyntax

/// A whole programme, read, checked and ready to decide with. Made by `RuleChecker`; nothing in it can be inconsistent.
///
/// A class, because everything that decides or explains holds on to it: copies of its many lists would cost more than
/// a decision. Only the checker changes it, before anybody else has it, which the compiler cannot see.
package final class CheckedRules: @unchecked Sendable {
    package internal(set) var title = ""
    package internal(set) var version: String?
    /// The days on which people can be decided. Nil: any day.
    package internal(set) var run: Dated<DayRange>?
    /// The name of the date that each person is judged on.
    package internal(set) var decidedOn = "decision date"
    /// How that date is asked for.
    package internal(set) var decisionDateAsking = Asking()
    package internal(set) var calendar = CalendarRules()
    package internal(set) var boundaries: PinnedBoundaries?
    package internal(set) var facts: [Fact] = []
    package internal(set) var connections: [Connection] = []
    package internal(set) var rates: [Rate] = []
    package internal(set) var definitions: [Definition] = []
    package internal(set) var interpretations: [Interpretation] = []
    package internal(set) var conditions: [Condition] = []
    /// Which conditions together make a person eligible.
    package internal(set) var eligibleWhen: NodeID = 0
    package internal(set) var cohorts: [Cohort] = []
    package internal(set) var lots: [Lot] = []
    package internal(set) var caps: [Cap] = []
    package internal(set) var advice: [Advice] = []
    package internal(set) var identifyBy: [IdentifyingPart] = []
    package internal(set) var milestones: [Milestone] = []
    package internal(set) var payments: [Payment] = []
    package internal(set) var promises: [Promise] = []
    package internal(set) var examples: [ExampleCase] = []
    /// Every expression, flat; children stand before their parents.
    package internal(set) var nodes: [Node] = []
    package internal(set) var constants: [Rational] = []
    package internal(set) var durations: [Duration] = []
    /// The value type of each node.
    package internal(set) var types: [NodeType] = []

    init() {}

    /// The index of the cohort with a title or another title, in comparing form.
    package func cohort(titled title: String) -> Int? {
        let key = TextKey.of(title)
        return cohorts.firstIndex { cohort in
            ([cohort.title].compactMap { $0 } + cohort.otherTitles).contains { TextKey.of($0) == key }
        }
    }
}

package typealias NodeID = Int

/// Days from a first to a last, both included; nil leaves an end open.
package struct DayRange: Hashable, Sendable {
    package var from: CivilDate?
    package var to: CivilDate?

    package init(from: CivilDate?, to: CivilDate?) {
        self.from = from
        self.to = to
    }

    /// Whether the day is one of them.
    package func contains(_ day: CivilDate) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }
}

/// Days that a statement holds on, and what is written beside them.
package struct Dated<Value: Sendable & Hashable>: Sendable, Hashable {
    package var value: Value
    package var annotations: Annotations
}

/// Days, or the fact that no source gives them: then never.
package enum Days: Hashable, Sendable {
    case always
    case range(DayRange, period: String?, annotations: Annotations)
    case notPublished(period: String, annotations: Annotations)

    /// Whether the day is one of them.
    package func contains(_ day: CivilDate) -> Bool {
        switch self {
        case .always: true
        case .range(let range, _, _): range.contains(day)
        case .notPublished: false
        }
    }

    /// What is assumed of them.
    package var assumptions: [String] {
        switch self {
        case .always: []
        case .range(_, _, let annotations), .notPublished(_, let annotations): annotations.assumptions
        }
    }
}

/// Sources, notes and assumptions written with a statement.
package struct Annotations: Hashable, Sendable {
    /// As shown to people: “evaluation summary, footnote 1”.
    package var sources: [String] = []
    package var notes: [String] = []
    package var assumptions: [String] = []
}

/// How a fact is asked for.
package struct Asking: Hashable, Sendable {
    package var question: String?
    package var hint: String?
    package var columns: [String] = []
}

package struct Fact: Sendable {
    package var name: String
    package var key: String
    package var type: FactType
    /// For text facts: the texts that rules compare with, in comparing form. Each has an option bit.
    package var comparedTexts: [String]
    package var asking: Asking
    /// What every answer meets; a breach is an input error.
    package var constraints: [NodeID]
    package var annotations: Annotations
    /// Where it stands among the statements, for asking in the order of the file.
    package var position: Int
}

package struct Connection: Sendable {
    package var name: String
    package var key: String
    /// Such as “lives in the area”.
    package var phrase: String
    /// A lot reached only so is at best referred.
    package var refers: Bool
    package var say: String?
    package var asking: Asking
    package var annotations: Annotations
    /// Where it stands among the statements, for asking in the order of the file.
    package var position: Int
}

package struct Definition: Sendable {
    package var name: String
    package var key: String
    package var value: NodeID
    package var type: NodeType
    package var asking: Asking
    package var annotations: Annotations
}

package struct Interpretation: Sendable {
    package var name: String
    package var key: String
    package var readings: [String]
    /// The index of the default reading.
    package var chosen: Int
    package var annotations: Annotations
}

package struct Condition: Sendable {
    package struct Waiver: Sendable {
        package var name: String
        package var test: NodeID
        package var annotations: Annotations
        package var place: SourcePlace
    }
    package var name: String
    package var key: String
    package var test: NodeID
    package var waivers: [Waiver]
    /// Failing it alone is for a person to decide.
    package var refers: Bool
    package var say: String?
    package var annotations: Annotations
    package var isLotDependent: Bool
    package var place: SourcePlace
}

package struct Cohort: Sendable {
    /// Nil: a person decides the cohort.
    package var title: String?
    package var otherTitles: [String]
    package var test: NodeID
    package var say: String?
    package var annotations: Annotations
    package var place: SourcePlace
}

package struct Rate: Sendable {
    package struct Band: Sendable, Hashable {
        package var from: Rational
        package var to: Rational?
        package var value: Rational
    }
    package struct Period: Sendable, Hashable {
        package var days: DayRange
        /// One band without limits where the rate has no bands.
        package var bands: [Band]
    }
    package var name: String
    package var key: String
    package var type: ValueType
    package var by: ValueType?
    /// In order, without overlaps.
    package var periods: [Period]
    package var isCarriedForward: Bool
    package var annotations: Annotations

    /// The period in force on a day.
    package func period(on day: CivilDate) -> Period? {
        Self.index(of: periods, on: day, isCarriedForward).map { periods[$0] }
    }

    /// Which of the periods of a rate is in force on a day.
    package static func index(
        of periods: [Period], on day: CivilDate, _ isCarriedForward: Bool
    ) -> Int? {
        if let index = periods.lastIndex(where: { $0.days.contains(day) }) { return index }
        return isCarriedForward ? periods.lastIndex { ($0.days.from ?? .earliest) <= day } : nil
    }
}

package struct Lot: Sendable {
    package enum Area: Sendable, Hashable {
        case ward(code: String, name: String?)
        case withoutWard(code: String)
        /// Every ward of a local authority.
        case borough(code: String)
        case neighbours(LotSyntax.Reach)
        /// A named outline, and so many metres around it.
        case outline(name: String, metres: Rational?)
        case withoutOutline(name: String)
    }
    package struct Part: Sendable, Hashable {
        package var area: Area
        package var days: Days
        package var annotations: Annotations
    }
    package struct Provider: Sendable {
        package var name: String
        package var days: Days
    }
    package var title: String
    package var parts: [Part]
    /// The days on which it can be joined; none for always.
    package var open: [Days]
    package var providers: [Provider]
    package var annotations: Annotations
    package var place: SourcePlace
}

extension Lot {
    /// Whether it can be joined on a day.
    package func isOpen(on day: CivilDate) -> Bool { open.isEmpty || open.contains { $0.contains(day) } }
}

package struct Cap: Sendable {
    package enum Places: Sendable, Hashable {
        case givenForEachLot
        case number(Int)
    }
    /// An index into the cohorts.
    package var cohort: Int
    package var places: Places
    package var suspensions: [Days]
    package var whenFull: String?
    package var annotations: Annotations
}

package struct Advice: Sendable {
    package var text: String
    package var test: NodeID
    package var annotations: Annotations
}

/// A part of what tells people apart.
package enum IdentifyingPart: Sendable, Hashable {
    case fact(Int)
    case postcode(connection: Int)
    case ward(connection: Int)
}

package struct Milestone: Sendable {
    package struct Referral: Sendable {
        package var test: NodeID
        package var say: String?
    }
    package var title: String
    package var test: NodeID
    package var referrals: [Referral]
    package var annotations: Annotations
    package var place: SourcePlace
}

package struct Payment: Sendable {
    package struct Entry: Sendable, Hashable {
        /// An index into the cohorts; nil for all.
        package var cohort: Int?
        package var days: Days
        /// Whether the date that picks is one of those days; nil for any date, and for the decision date.
        package var isDated: NodeID?
        /// An amount of money; nil where no source publishes it.
        package var amount: NodeID?
    }
    /// The most amounts of one payment.
    static let limit = 48
    package var title: String
    /// What the amounts are paid per; nil for sums paid once.
    package var per: ValueType.Per?
    package var entries: [Entry]
    package var annotations: Annotations
}

package struct Promise: Sendable {
    package enum Outcome: Sendable, Hashable {
        case outcome(String)
        case cohort(Int)
    }
    package var title: String
    package var test: NodeID
    package var outcome: Outcome
    package var place: SourcePlace
}

/// `boundaries` as checked.
package struct PinnedBoundaries: Sendable {
    package struct Crosswalk: Sendable {
        package var code: String
        package var name: String?
        package var within: String
        package var annotations: Annotations
    }
    package var file: String
    /// Files of outlines that are no wards.
    package var outlines: [String]
    /// Metres of shared border that make two wards neighbours.
    package var minimumBorder: Rational
    package var crosswalks: [Crosswalk]
}

/// An example of a rule file or a row of a `.cases.csv`.
package struct ExampleCase: Sendable {
    package enum Cohort: Sendable, Hashable {
        case named(String)
        case notKnown
        case refer
    }
    package struct Expectation: Sendable {
        package var outcome: String?
        package var cohort: Cohort?
        package var lots: [String]?
        package var askNext: [String]?
        package var place: String?
        package var because: String?
        package var errorIn: String?
        /// Milestones and payments by title, with what is expected in words: `met`, `£889`, `not published`.
        package var milestones: [String: String] = [:]
        package var payments: [String: String] = [:]

        /// Nothing is compared until it is named.
        package init() {}
    }
    package var title: String
    /// Names and texts of the facts, in order, each with its place.
    package var facts: [(name: String, value: String, place: SourcePlace)]
    package var expectations: [Expectation]
    package var place: SourcePlace

    package init(
        title: String, facts: [(name: String, value: String, place: SourcePlace)],
        expectations: [Expectation],
        place: SourcePlace
    ) {
        self.title = title
        self.facts = facts
        self.expectations = expectations
        self.place = place
    }
}
