/// What the parser finds out about the tokens and the statements do not keep: where clauses begin, which words are
/// names, and what belongs together where a line is broken. All are indices of tokens, in the order read.
struct ReadingTrace: Sendable {
    struct Statement: Sendable {
        var tokens: Range<Int>
        /// Whether it was read without a problem.
        var isSound: Bool
    }

    struct Clause: Sendable {
        var first: Int
        /// Whether it belongs to the clause above it, as the source of a waiver does.
        var isInner = false
    }

    /// Parts that stand one under another once they do not fit on a line.
    struct Group: Sendable {
        enum Kind: Sendable {
            /// Joined by `and` or `or`.
            case connected
            /// Items after `all of` or `any of`.
            case list
            /// `if … then …`.
            case consequence
            /// A test, and what is said when it holds.
            case saying
            /// A list of wards, and which of them are meant.
            case filter
            /// The bands of one period of a rate.
            case bands
        }
        var kind: Kind
        /// The token under which the parts are aligned.
        var opener: Int
        /// The tokens before which the line may be broken.
        var joints: [Int]
        var end: Int
    }

    var statements: [Statement] = []
    var clauses: [Clause] = []
    var groups: [Group] = []
    var names: [Range<Int>] = []
    /// Values of examples, which are the rest of their line as written.
    var values: [Range<Int>] = []
    /// First tokens of whole expressions.
    var expressions: [Int] = []
}
