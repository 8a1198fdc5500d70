/// A piece of a page, whatever it is written in.
enum DocumentBlock: Sendable, Hashable {
    case heading(Int, String)
    case paragraph(String)
    /// A statement of the rules: its first line, and the lines below it with how far in they stand.
    case rule(String, [(depth: Int, text: String)])
    case table([String], [[String]])

    static func == (left: DocumentBlock, right: DocumentBlock) -> Bool {
        Markdown.text([left]) == Markdown.text([right])
    }

    func hash(into hasher: inout Hasher) { hasher.combine(Markdown.text([self])) }
}

/// Pages in Markdown.
enum Markdown {
    static func text(_ blocks: [DocumentBlock]) -> String {
        blocks.map(text).joined(separator: "\n\n") + "\n"
    }

    private static func text(_ block: DocumentBlock) -> String {
        switch block {
        case .heading(let level, let words): String(repeating: "#", count: level) + " " + escaped(words)
        case .paragraph(let words): escaped(words)
        case .rule(let head, let lines):
            (["**\(escaped(head))**"]
                + lines.map { String(repeating: "  ", count: max(0, $0.depth - 1)) + "- " + escaped($0.text) })
                .joined(separator: "\n")
        case .table(let header, let rows):
            ([header, header.map { _ in "---" }] + rows)
                .map { "| " + $0.map(cell).joined(separator: " | ") + " |" }.joined(separator: "\n")
        }
    }

    private static func cell(_ text: String) -> String { escaped(text).replacing("|", with: "\\|") }

    /// Signs that Markdown would take for its own.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            if "\\`*_<>#[]".contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }
}

/// Pages in HTML, with everything they need in them.
enum HTML {
    private static let style = """
        body{font:1.1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
        h2{margin-top:2.5rem;border-bottom:2px solid #1d4e89}table{border-collapse:collapse;width:100%;font-size:.95rem}
        th,td{border:1px solid #767676;padding:.4rem .6rem;text-align:left;vertical-align:top}
        section.rule{border-left:4px solid #1d4e89;padding:.2rem 1rem;margin:1rem 0}section.rule p{font-weight:600;margin:.3rem 0}
        ul{margin:.3rem 0}@media print{section.rule,tr{break-inside:avoid}}
        """

    static func text(_ blocks: [DocumentBlock], title: String) -> String {
        """
        <!DOCTYPE html>
        <html lang="en-GB">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>\(style)</style>
        </head>
        <body>
        <main>
        \(blocks.map(text).joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private static func text(_ block: DocumentBlock) -> String {
        switch block {
        case .heading(let level, let words): "<h\(level)>\(escaped(words))</h\(level)>"
        case .paragraph(let words): "<p>\(escaped(words))</p>"
        case .rule(let head, let lines):
            "<section class=\"rule\"><p>\(escaped(head))</p>" + list(lines) + "</section>"
        case .table(let header, let rows):
            "<table><thead><tr>" + header.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
                + "</tr></thead>\n<tbody>\n"
                + rows.map { "<tr>" + $0.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>" }
                .joined(separator: "\n") + "\n</tbody></table>"
        }
    }

    private static func list(_ lines: [(depth: Int, text: String)]) -> String {
        if lines.isEmpty { return "" }
        let items = lines.map {
            "<li style=\"margin-left:\(max(0, $0.depth - 1) * 2)em\">\(escaped($0.text))</li>"
        }
        return "<ul>\(items.joined())</ul>"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
