import Facts

/// A name as the author wrote it, and the form in which names are compared.
package struct NameSyntax: Sendable, Hashable {
    /// The author's words, without a leading article.
    package var text: String
    /// Lower case, single spaces, without `the`, `a` and `an`.
    package var key: String
    package var range: Range<Int>

    /// The words of the form in which names are compared.
    package var words: [String] { key.split(separator: " ").map(String.init) }
}

/// Text between quotes, with its place.
package struct TextSyntax: Sendable, Hashable {
    package var text: String
    package var range: Range<Int>
}

/// An expression with its place in the file.
package struct ExpressionSyntax: Sendable {
    package var kind: Kind
    package var range: Range<Int>

    package indirect enum Kind: Sendable {
        case name(NameSyntax)
        case number(Rational)
        case money(Rational, per: ValueType.Per?)
        case percent(Rational)
        case text(String)
        case date(CivilDate)
        case duration(Duration)
        /// `37.5 hours a week`, `52 weeks per year`.
        case share(Rational, of: ValueType.Per, per: ValueType.Per)
        case yesOrNo(Bool)
        case age(from: ExpressionSyntax)
        case time(from: ExpressionSyntax, to: ExpressionSyntax, countingEnd: Bool)
        case rate(NameSyntax, for: ExpressionSyntax)
        /// Distinct days in spells, in a window that ends before a day; all of them without a window.
        case timeIn(ExpressionSyntax, window: SpellWindow?)
        /// The last spell, with those joined to it that are at most so far apart.
        case lastSpell(ExpressionSyntax, joiningGaps: Duration?)
        /// The first or last day of spells.
        case spellDay(ExpressionSyntax, isFirst: Bool)
        case arithmetic(Arithmetic, ExpressionSyntax, ExpressionSyntax)
        case rounded(ExpressionSyntax, to: ExpressionSyntax)
        case comparison(ExpressionSyntax, Comparison, ExpressionSyntax)
        case isOneOf(ExpressionSyntax, [ExpressionSyntax])
        case isDuring(ExpressionSyntax, DateRangeSyntax)
        /// A day in one of some spells. `during NAME` may mean spells too: what the name stands for decides.
        case isInSpells(ExpressionSyntax, ExpressionSyntax)
        /// `the lot`, to be compared with titles of lots.
        case lot
        case connection(by: [NameSyntax])
        case not(ExpressionSyntax)
        case all([ExpressionSyntax])
        case any([ExpressionSyntax])
        /// Where the text could not be read; already reported.
        case missing
    }
}

extension ExpressionSyntax {
    /// What a comparison is about; nil for anything else.
    package var comparedSubject: ExpressionSyntax? {
        switch kind {
        case .comparison(let left, _, _), .isOneOf(let left, _), .isDuring(let left, _),
            .isInSpells(let left, _):
            left
        case .not(let inner): inner.comparedSubject
        default: nil
        }
    }
}

extension ExpressionSyntax {
    /// The first name after `has a connection to the lot by`; nil for anything else.
    package var connectionName: NameSyntax? {
        if case .connection(let names) = kind { names.first } else { nil }
    }
}

/// `during the 52 weeks before D`.
package struct SpellWindow: Sendable {
    package var length: Duration
    package var before: ExpressionSyntax
}

/// A sum of two amounts, or a choice between them.
package enum Arithmetic: String, Sendable, Hashable {
    case plus, minus, times
    case dividedBy = "divided by"
    case higher = "the higher of"
    case lower = "the lower of"
}

/// How two values are compared. Dates use the words before and after, amounts below and above.
package enum Comparison: String, Sendable, Hashable {
    case equal = "is"
    case notEqual = "is not"
    case atLeast = "is at least"
    case atMost = "is at most"
    case below = "is below"
    case above = "is above"

    /// As `== .notEqual`, which across modules is a call of a witness.
    package var isNotEqual: Bool { if case .notEqual = self { true } else { false } }
}

/// `from A to B`, `from A onwards`, `during NAME`, or `not published` where the sources give no dates.
package struct DateRangeSyntax: Sendable {
    package enum Kind: Sendable {
        case days(from: CivilDate, to: CivilDate?)
        case period(NameSyntax)
        case notPublished
    }
    package var kind: Kind
    package var range: Range<Int>
}
