import Diagnostics
import Facts

/// One rule file: its statements in order, and everything that could not be read.
public struct RuleFileSyntax: Sendable {
    public let source: SourceText
    public let statements: [StatementSyntax]
    public let problems: [Problem]

    /// Reads any text: what cannot be read is among the problems, and the rest is still there.
    public init(_ source: SourceText) {
        var parser = Parser(source)
        statements = parser.file()
        self.source = source
        problems = parser.problems
    }
}

/// One statement, from its keyword to the last of its clauses.
public struct StatementSyntax: Sendable {
    public var kind: Kind
    public var range: Range<Int>
    public var annotations: AnnotationsSyntax

    public enum Kind: Sendable {
        case use(TextSyntax)
        case programme(ProgrammeSyntax)
        case calendar(CalendarRules)
        case period(NameSyntax, DateRangeSyntax)
        case source(NameSyntax, TextSyntax)
        case boundaries(BoundariesSyntax)
        case fact(FactSyntax)
        case connection(ConnectionSyntax)
        case rate(RateSyntax)
        case define(DefineSyntax)
        case interpretation(InterpretationSyntax)
        case condition(ConditionSyntax)
        case eligible(ExpressionSyntax)
        case cohort(CohortSyntax)
        case lot(LotSyntax)
        case cap(CapSyntax)
        case advise(TextSyntax, ExpressionSyntax)
        case identify([NameSyntax])
        case promise(PromiseSyntax)
        case example(ExampleSyntax)
    }
}

/// What any statement, and some clauses, may carry.
public struct AnnotationsSyntax: Sendable {
    /// A named source and the place in it.
    public struct Citation: Sendable, Hashable {
        public var name: NameSyntax
        public var place: TextSyntax?
    }
    public var citations: [Citation] = []
    public var notes: [TextSyntax] = []
    public var assumptions: [TextSyntax] = []
}

/// `programme "X", version "Y"` with its run and the name of the date people are judged on.
public struct ProgrammeSyntax: Sendable {
    public var title: TextSyntax
    public var version: TextSyntax?
    public var run: DateRangeSyntax?
    public var decidedOn: NameSyntax?
}

/// A ward code and the name written beside it.
public struct WardSyntax: Sendable, Hashable {
    public var code: String
    public var name: TextSyntax?
    public var range: Range<Int>
}

/// `boundaries "file.kml"`: the pinned wards, what neighbouring means, and codes of another vintage that lie within one.
public struct BoundariesSyntax: Sendable {
    public struct Crosswalk: Sendable {
        public var ward: WardSyntax
        public var within: WardSyntax
        public var annotations: AnnotationsSyntax
    }
    public var file: TextSyntax
    /// Metres of shared border.
    public var minimumBorder: Rational?
    public var crosswalks: [Crosswalk]
}

/// `fact NAME: TYPE`. Constraints have the fact itself as their subject.
public struct FactSyntax: Sendable {
    public var name: NameSyntax
    public var type: FactType
    public var asking: AskingSyntax
    public var constraints: [ExpressionSyntax]
}

/// How a fact is asked for and which columns of a list hold it.
public struct AskingSyntax: Sendable {
    public var ask: TextSyntax?
    public var hint: TextSyntax?
    public var columns: [TextSyntax] = []
}

/// `connection NAME: "phrase"`.
public struct ConnectionSyntax: Sendable {
    public var name: NameSyntax
    public var phrase: TextSyntax
    public var refers: Bool
    public var say: TextSyntax?
    public var asking: AskingSyntax
}

/// `rate NAME: TYPE, by NAME` with its dated values.
public struct RateSyntax: Sendable {
    public struct Band: Sendable {
        public var from: Rational
        /// Nil for “and over”.
        public var to: Rational?
        public var value: ExpressionSyntax
        public var range: Range<Int>
    }
    public enum Values: Sendable {
        case one(ExpressionSyntax)
        case bands([Band])
    }
    public struct Period: Sendable {
        public var days: DateRangeSyntax
        public var values: Values
        public var range: Range<Int>
    }
    public var name: NameSyntax
    public var type: FactType
    public var by: NameSyntax?
    public var periods: [Period]
    public var isCarriedForward: Bool
}

/// `define NAME: EXPRESSION`.
public struct DefineSyntax: Sendable {
    public var name: NameSyntax
    public var value: ExpressionSyntax
    public var asking: AskingSyntax
}

/// `interpretation NAME: "A" or "B"`.
public struct InterpretationSyntax: Sendable {
    public var name: NameSyntax
    public var readings: [TextSyntax]
    public var chosen: TextSyntax?
}

/// `condition NAME: EXPRESSION` with its waivers and what is said when it is not met.
public struct ConditionSyntax: Sendable {
    public struct Waiver: Sendable {
        public var name: NameSyntax
        public var test: ExpressionSyntax
        public var annotations: AnnotationsSyntax
    }
    public var name: NameSyntax
    public var test: ExpressionSyntax
    public var waivers: [Waiver]
    public var refers: Bool
    public var say: TextSyntax?
}

/// `cohort "X", also called "Y": EXPRESSION`, or `cohort refer: EXPRESSION`.
public struct CohortSyntax: Sendable {
    /// Nil for `cohort refer`.
    public var title: TextSyntax?
    public var otherTitles: [TextSyntax]
    public var test: ExpressionSyntax
    public var say: TextSyntax?
}

/// `lot "X"` and the clauses that make its area.
public struct LotSyntax: Sendable {
    public enum Reach: Sendable, Hashable {
        case steps(Int)
        case metres(Rational)
    }
    public enum Clause: Sendable {
        case ward(WardSyntax)
        case withWard(WardSyntax, DateRangeSyntax?)
        case withoutWard(WardSyntax, DateRangeSyntax?)
        case withNeighbours(Reach, DateRangeSyntax?)
        case open(DateRangeSyntax)
        case provider(TextSyntax, DateRangeSyntax?)
    }
    public struct Part: Sendable {
        public var clause: Clause
        public var range: Range<Int>
        public var annotations: AnnotationsSyntax
    }
    public var title: TextSyntax
    public var parts: [Part]
}

/// `cap "cohort": …`.
public struct CapSyntax: Sendable {
    public enum Places: Sendable, Hashable {
        case givenForEachLot
        case number(Int)
    }
    public var cohort: TextSyntax
    public var places: Places
    public var suspensions: [DateRangeSyntax]
    public var whenFull: TextSyntax?
}

/// `promise "…": if … then …`.
public struct PromiseSyntax: Sendable {
    public enum Outcome: Sendable, Hashable {
        case outcome(String)
        case cohort(TextSyntax)
    }
    public var title: TextSyntax
    public var test: ExpressionSyntax
    public var outcome: Outcome
}

/// `example "…"`: facts and what is expected.
public struct ExampleSyntax: Sendable {
    public struct Fact: Sendable {
        public var name: NameSyntax
        /// The text after the colon, as written.
        public var value: TextSyntax
    }
    public enum Cohort: Sendable, Hashable {
        case named(TextSyntax)
        case notKnown
        case refer
    }
    public struct Expectation: Sendable {
        public var outcome: String?
        public var cohort: Cohort?
        public var lots: [TextSyntax]?
        public var askNext: [NameSyntax]?
        public var place: TextSyntax?
        public var because: NameSyntax?
        public var errorIn: NameSyntax?
        public var range: Range<Int>

        /// Nothing is compared until it is named.
        public init(range: Range<Int>) { self.range = range }
    }
    public var title: TextSyntax
    public var facts: [Fact]
    public var expectations: [Expectation]
}
