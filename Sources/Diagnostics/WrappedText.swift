extension String {
    /// The words broken into lines of a width; lines after the first begin as `rest` says. A word longer than a line
    /// stays whole.
    package func wrapped(width: Int, first: String, rest: String) -> [String] {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in split(whereSeparator: \.isWhitespace) {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = rest
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        while line.last == " " { line.removeLast() }
        return lines + [line]
    }
}
