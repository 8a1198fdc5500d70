/// What lies before a token, as a formatter sees it: comments and blank lines.
struct Gap {
    struct Comment {
        var range: Range<Int>
        var hasBlankBefore: Bool
        /// Characters before it on its line.
        var column: Int
    }
    /// A comment that ends the line of the token before.
    var endOfLine: Range<Int>?
    /// Comments on lines of their own.
    var comments: [Comment] = []
    /// Whether there is a blank line before the token or, with comments, between the last of them and the token.
    var hasBlankBefore = false
    /// Characters before the token on its line, when it is the first.
    var column = 0
    /// Whether there is anything at all.
    var isEmpty = true

    var hasComment: Bool { endOfLine != nil || !comments.isEmpty }
}

extension RuleTree {
    /// Whether a comment lies before a token, after the one before it.
    func hasComment(before token: Int) -> Bool {
        trivia(before: token).contains { $0.kind == .comment }
    }

    func gap(before token: Int) -> Gap {
        var gap = Gap()
        var lineEnds = 0
        for piece in trivia(before: token) {
            gap.isEmpty = false
            switch piece.kind {
            case .lineEnd:
                lineEnds += 1
                gap.column = 0
            case .space: gap.column += width(piece.range)
            case .comment:
                let range = withoutTrailingSpaces(piece.range)
                if lineEnds == 0, token > 0, !gap.hasComment {
                    gap.endOfLine = range
                } else {
                    gap.comments.append(
                        .init(range: range, hasBlankBefore: lineEnds > 1, column: gap.column))
                }
                lineEnds = 0
            }
        }
        gap.hasBlankBefore = lineEnds > 1
        return gap
    }

    /// Characters of a stretch, counting Unicode scalars.
    func width(_ range: Range<Int>) -> Int {
        source.bytes[range].count { $0 & 0xC0 != 0x80 }
    }

    private func withoutTrailingSpaces(_ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound,
            source.bytes[end - 1] == UInt8(ascii: " ") || source.bytes[end - 1] == UInt8(ascii: "\t")
        {
            end -= 1
        }
        return range.lowerBound..<end
    }
}
