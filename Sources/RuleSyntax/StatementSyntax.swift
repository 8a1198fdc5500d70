import Diagnostics
import Facts

/// One rule file: its statements in order, and everything that could not be read.
package struct RuleFileSyntax: Sendable {
    package let source: SourceText
    package let statements: [StatementSyntax]
    package let problems: [Problem]
    /// Names and titles that statements would have declared, had they been readable; in comparing form.
    package let unreadNames: Set<String>

    /// Reads any text: what cannot be read is among the problems, and the rest is still there.
    package init(_ source: SourceText) {
        var parser = Parser(source)
        statements = parser.file()
        self.source = source
        problems = parser.problems
        unreadNames = parser.unreadNames
    }
}

/// One statement, from its keyword to the last of its clauses.
package struct StatementSyntax: Sendable {
    package var kind: Kind
    package var range: Range<Int>
    package var annotations: AnnotationsSyntax

    package enum Kind: Sendable {
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
        case milestone(MilestoneSyntax)
        case payment(PaymentSyntax)
        case promise(PromiseSyntax)
        case example(ExampleSyntax)
    }
}

/// What any statement, and some clauses, may carry.
package struct AnnotationsSyntax: Sendable {
    /// A named source and the place in it.
    package struct Citation: Sendable, Hashable {
        package var name: NameSyntax
        package var place: TextSyntax?
    }
    package var citations: [Citation] = []
    package var notes: [TextSyntax] = []
    package var assumptions: [TextSyntax] = []
}

/// `programme "X", version "Y"` with its run and the name of the date people are judged on.
package struct ProgrammeSyntax: Sendable {
    package var title: TextSyntax
    package var version: TextSyntax?
    package var run: DateRangeSyntax?
    package var decidedOn: NameSyntax?
}

/// A ward code and the name written beside it.
package struct WardSyntax: Sendable, Hashable {
    package var code: String
    package var name: TextSyntax?
    package var range: Range<Int>
}

/// `boundaries "file.kml"`: the pinned wards, what neighbouring means, and codes of another vintage that lie within one.
package struct BoundariesSyntax: Sendable {
    package struct Crosswalk: Sendable {
        package var ward: WardSyntax
        package var within: WardSyntax
        package var annotations: AnnotationsSyntax
    }
    package var file: TextSyntax
    /// Files of outlines that are no wards.
    package var outlines: [TextSyntax] = []
    /// Metres of shared border.
    package var minimumBorder: Rational?
    package var crosswalks: [Crosswalk]
}

/// `fact NAME: TYPE`. Constraints have the fact itself as their subject.
package struct FactSyntax: Sendable {
    package var name: NameSyntax
    package var type: FactType
    package var asking: AskingSyntax
    package var constraints: [ExpressionSyntax]
    /// Other words for an answer: `"unemployed" means "out of work"`.
    package var synonyms: [(words: [TextSyntax], answer: TextSyntax)] = []
}

/// How a fact is asked for and which columns of a list hold it.
package struct AskingSyntax: Sendable {
    package var ask: TextSyntax?
    package var hint: TextSyntax?
    package var columns: [TextSyntax] = []
}

/// `connection NAME: "phrase"`.
package struct ConnectionSyntax: Sendable {
    package var name: NameSyntax
    package var phrase: TextSyntax
    package var refers: Bool
    package var say: TextSyntax?
    package var asking: AskingSyntax
}

/// `rate NAME: TYPE, by NAME` with its dated values.
package struct RateSyntax: Sendable {
    package struct Band: Sendable {
        package var from: Rational
        /// Nil for “and over”.
        package var to: Rational?
        package var value: ExpressionSyntax
        package var range: Range<Int>
    }
    package enum Values: Sendable {
        case one(ExpressionSyntax)
        case bands([Band])
    }
    package struct Period: Sendable {
        package var days: DateRangeSyntax
        package var values: Values
        package var range: Range<Int>
    }
    package var name: NameSyntax
    package var type: FactType
    package var by: NameSyntax?
    package var periods: [Period]
    package var isCarriedForward: Bool
    /// Whether all of its clauses could be read.
    package var isWhole = true
}

/// `define NAME: EXPRESSION`.
package struct DefineSyntax: Sendable {
    package var name: NameSyntax
    package var value: ExpressionSyntax
    package var asking: AskingSyntax
}

/// `interpretation NAME: "A" or "B"`.
package struct InterpretationSyntax: Sendable {
    package var name: NameSyntax
    package var readings: [TextSyntax]
    package var chosen: TextSyntax?
}

/// `condition NAME: EXPRESSION` with its waivers and what is said when it is not met.
package struct ConditionSyntax: Sendable {
    package struct Waiver: Sendable {
        package var name: NameSyntax
        package var test: ExpressionSyntax
        package var annotations: AnnotationsSyntax
    }
    package var name: NameSyntax
    package var test: ExpressionSyntax
    package var waivers: [Waiver]
    package var refers: Bool
    package var say: TextSyntax?
}

/// `cohort "X", also called "Y": EXPRESSION`, or `cohort refer: EXPRESSION`.
package struct CohortSyntax: Sendable {
    /// Nil for `cohort refer`.
    package var title: TextSyntax?
    package var otherTitles: [TextSyntax]
    package var test: ExpressionSyntax
    package var say: TextSyntax?
}

/// `lot "X"` and the clauses that make its area.
package struct LotSyntax: Sendable {
    package enum Reach: Sendable, Hashable {
        case steps(Int)
        case metres(Rational)
    }
    package enum Clause: Sendable {
        case ward(WardSyntax)
        case withWard(WardSyntax, DateRangeSyntax?)
        case withoutWard(WardSyntax, DateRangeSyntax?)
        /// Wards listed in a file of codes; of these those whose figures in it pass a test.
        case listed(TextSyntax, where: ExpressionSyntax?, DateRangeSyntax?)
        /// Every ward of a local authority.
        case borough(WardSyntax, DateRangeSyntax?)
        case withNeighbours(Reach, DateRangeSyntax?)
        /// A named outline of the boundary files, with what lies so many metres around it.
        case outline(TextSyntax, metres: Rational?, DateRangeSyntax?)
        case withoutOutline(TextSyntax, DateRangeSyntax?)
        case open(DateRangeSyntax)
        case provider(TextSyntax, DateRangeSyntax?)
    }
    package struct Part: Sendable {
        package var clause: Clause
        package var range: Range<Int>
        package var annotations: AnnotationsSyntax
    }
    package var title: TextSyntax
    package var parts: [Part]
    /// Whether all of its clauses could be read.
    package var isWhole = true
}

/// `cap "cohort": …`.
package struct CapSyntax: Sendable {
    package enum Places: Sendable, Hashable {
        case givenForEachLot
        case number(Int)
    }
    package var cohort: TextSyntax
    package var places: Places
    package var suspensions: [DateRangeSyntax]
    package var whenFull: TextSyntax?
}

/// `milestone "X": EXPRESSION`, and when a person has to decide it.
package struct MilestoneSyntax: Sendable {
    package struct Referral: Sendable {
        package var test: ExpressionSyntax
        package var say: TextSyntax?
    }
    package var title: TextSyntax
    package var test: ExpressionSyntax
    package var referrals: [Referral]
}

/// `payment "X"` with an amount for each cohort or period.
package struct PaymentSyntax: Sendable {
    package struct Entry: Sendable {
        package var cohort: TextSyntax?
        package var days: DateRangeSyntax?
        /// Nil for `not published`.
        package var amount: ExpressionSyntax?
        package var range: Range<Int>
    }
    package var title: TextSyntax
    /// The date that picks among entries with days; nil for the date people are judged on.
    package var datedBy: NameSyntax?
    package var entries: [Entry]
    /// Whether all of its clauses could be read.
    package var isWhole = true
}

/// `promise "…": if … then …`.
package struct PromiseSyntax: Sendable {
    package enum Outcome: Sendable, Hashable {
        case outcome(String)
        case cohort(TextSyntax)
    }
    package var title: TextSyntax
    package var test: ExpressionSyntax
    package var outcome: Outcome
}

/// `example "…"`: facts and what is expected.
package struct ExampleSyntax: Sendable {
    package struct Fact: Sendable {
        package var name: NameSyntax
        /// The text after the colon, as written.
        package var value: TextSyntax
    }
    package enum ExpectedPayment: Sendable, Hashable {
        case amount(Rational, per: ValueType.Per?)
        case notPublished, notKnown, none
    }
    package enum Cohort: Sendable, Hashable {
        case named(TextSyntax)
        case notKnown
        case refer
    }
    package struct Expectation: Sendable {
        package var outcome: String?
        package var cohort: Cohort?
        package var lots: [TextSyntax]?
        package var askNext: [NameSyntax]?
        package var place: TextSyntax?
        package var because: NameSyntax?
        package var errorIn: NameSyntax?
        /// Titles of milestones and what is expected of them.
        package var milestones: [(title: TextSyntax, result: String)] = []
        /// Titles of payments and their amounts; nil for `not published`.
        package var payments: [(title: TextSyntax, amount: ExpectedPayment)] = []
        package var range: Range<Int>

        /// Nothing is compared until it is named.
        package init(range: Range<Int>) { self.range = range }
    }
    package var title: TextSyntax
    package var facts: [Fact]
    package var expectations: [Expectation]
    /// Whether all of its lines could be read.
    package var isWhole = true
}
