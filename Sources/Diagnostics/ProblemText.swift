extension Problem {
    /// The problem as lines for a terminal or a log: place, severity, code and message, then the line with the
    /// stretch marked, what was expected, and the suggestion. No line ending at the end.
    public var text: String {
        var lines: [String] = []
        let head = "\(severity.rawValue) \(code.rawValue): \(message)"
        if let first = places.first {
            lines.append("\(first.position): \(head)")
            lines += first.excerptLines
        } else {
            lines.append(head)
        }
        for other in places.dropFirst() {
            lines.append("  \(other.position): \(other.label ?? "see also")")
            lines += other.excerptLines
        }
        if let expected { lines.append("  Expected: \(expected)") }
        if let suggestion { lines.append("  \(suggestion)") }
        if let example {
            lines.append("  For example:")
            lines += example.split(separator: "\n").map { "      \($0)" }
        }
        return lines.joined(separator: "\n")
    }
}

extension Problem {
    /// The problem as sentences to be heard: for a screen reader, without drawing.
    public var narrated: String {
        var sentences: [String] = []
        let kind = severity.rawValue.prefix(1).uppercased() + severity.rawValue.dropFirst()
        if let first = places.first {
            sentences.append("\(kind) \(code.rawValue) in \(first.source), \(first.spoken).")
        } else {
            sentences.append("\(kind) \(code.rawValue).")
        }
        sentences.append(message)
        if let excerpt = places.first?.excerpt { sentences.append("The line reads: \(excerpt.spoken).") }
        for other in places.dropFirst() {
            sentences.append(
                "See also \(other.source), \(other.spoken): \(other.label ?? "concerned as well").")
        }
        if let expected { sentences.append("Expected: \(expected)") }
        if let suggestion { sentences.append(suggestion) }
        if let example { sentences.append("For example: \(example.spoken).") }
        return sentences.joined(separator: " ")
    }
}

extension String {
    fileprivate var spoken: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension SourcePlace {
    fileprivate var spoken: String { column.map { "line \(line), column \($0)" } ?? "line \(line)" }

    /// `file:line:column`, or `file:line` when the column is not known.
    public var position: String {
        guard let column else { return "\(source):\(line)" }
        return "\(source):\(line):\(column)"
    }

    fileprivate var excerptLines: [String] {
        guard let excerpt, let column, excerpt.count <= 400 else { return [] }
        let number = String(line)
        let gutter = String(repeating: " ", count: number.count)
        // A tab before the stretch is kept, so that the marks stand under it at any tab width.
        let indent = excerpt.prefix(column - 1).map { $0 == "\t" ? "\t" : " " }
        let marks = String(repeating: "^", count: max(1, min(length, excerpt.count - column + 2)))
        return ["  \(number) | \(excerpt)", "  \(gutter) | \(indent.joined())\(marks)"]
    }
}
