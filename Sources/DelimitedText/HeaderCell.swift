import Diagnostics

/// The name of a column.
public struct HeaderCell: Hashable, Sendable {
    /// The column, from 0.
    public let column: Int
    /// The name as written, without white space around it. Empty for a column without a name.
    public let name: String
    /// The name for comparison, see `key(for:)`.
    public let key: String

    /// A column of a name.
    public init(column: Int, name: String) {
        self.column = column
        self.name = Self.trimmed(name)
        key = Self.key(for: name)
    }

    /// A name for comparison: lower case, without white space, `_`, `-` and other punctuation, whichever kind of
    /// quote or dash was typed. Accents and signs such as £ are kept. Compare keys with `==`, which takes the two
    /// ways of writing an accented letter for equal.
    public static func key(for name: String) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in name.unicodeScalars where !isIgnored(scalar) { kept.append(scalar) }
        return String(kept).lowercased()
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace { return true }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .control, .format:
            return true
        default:
            // Typed where an apostrophe is meant, or a minus sign where a hyphen is.
            return scalar == "`" || scalar == "´" || scalar == "\u{2212}"
        }
    }

    private static func trimmed(_ name: String) -> String {
        let scalars = name.unicodeScalars
        let isKept = { (scalar: Unicode.Scalar) in !scalar.properties.isWhitespace && scalar != "\u{FEFF}" }
        guard let first = scalars.firstIndex(where: isKept), let last = scalars.lastIndex(where: isKept)
        else {
            return ""
        }
        return String(scalars[first...last])
    }
}

extension HeaderCell {
    /// A warning for every name that an earlier column has too. Whether that matters depends on what the column is
    /// for, which is not known here.
    static func repeats(in header: [HeaderCell], line: Int, source: String) -> [Problem] {
        var seen: [String: HeaderCell] = [:]
        var problems: [Problem] = []
        for cell in header where !cell.key.isEmpty {
            guard let first = seen[cell.key] else {
                seen[cell.key] = cell
                continue
            }
            let alike = first.name == cell.name ? "“\(cell.name)”" : "“\(first.name)” and “\(cell.name)”"
            problems.append(
                Problem(
                    .repeatedHeader,
                    "Columns \(first.column + 1) and \(cell.column + 1) have the same name, \(alike).",
                    severity: .warning, expected: "A different name for each column.",
                    at: [SourcePlace(source: source, line: line)]))
        }
        return problems
    }
}
