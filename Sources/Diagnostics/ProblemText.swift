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
        return lines.joined(separator: "\n")
    }
}

extension SourcePlace {
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
