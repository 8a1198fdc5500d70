import Diagnostics

extension DiagnosticPage {
    /// The page as lines for a terminal of a width.
    public func text(width: Int) -> String {
        var lines = "\(code.rawValue): \(title)".wrapped(width: width, first: "", rest: "      ")
        func section(_ heading: String?, _ text: String) {
            lines.append("")
            if let heading { lines.append(heading) }
            let indent = heading == nil ? "" : "  "
            for (number, paragraph) in text.split(separator: "\n").enumerated() {
                if number > 0 { lines.append("") }
                lines += String(paragraph).wrapped(width: width, first: indent, rest: indent)
            }
        }
        section(nil, meaning)
        section("What to do", remedy)
        switch example {
        case .shown(let wrong, let right):
            lines += Self.lines("Wrong", wrong) + Self.lines("Right", right)
        case .none(let why): section("Example", why)
        }
        if !related.isEmpty {
            lines += ["", "See also: " + related.map(\.rawValue).joined(separator: ", ")]
        }
        return lines.joined(separator: "\n")
    }

    /// The samples under a heading, each under the name of its file; as they are, so that they can be copied.
    private static func lines(_ heading: String, _ samples: [Sample]) -> [String] {
        var lines = ["", heading]
        for (number, sample) in samples.enumerated() {
            if number > 0 { lines.append("") }
            if let place = sample.place.name { lines.append("  in \(place)") }
            lines += sample.text.split(separator: "\n", omittingEmptySubsequences: false).map {
                $0.isEmpty ? "" : "    \($0)"
            }
        }
        return lines
    }
}

extension DiagnosticFamily {
    /// Every code with its title, by family, as lines for a terminal.
    public static func listText() -> String {
        all.map { family in
            ([family.title] + family.pages.map { "  \($0.code.rawValue)  \($0.title)" }).joined(
                separator: "\n")
        }.joined(separator: "\n\n")
    }
}
