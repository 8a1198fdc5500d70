import Markup

/// A piece of a page. What is written in the source is markup; whatever is put into it with `\( )` is text and is
/// escaped, unless it is itself a piece of a page. So nothing that a person typed can become markup.
///
/// ```swift
/// let name = "<Jo & Sons>"
/// let line: HTML = "<p class=\"name\">\(name)</p>"    // <p class="name">&lt;Jo &amp; Sons&gt;</p>
/// ```
///
/// Attributes are always written with double quotes, in which the same escapes hold.
struct HTML: Sendable, ExpressibleByStringInterpolation {
    /// The markup.
    private(set) var text: String

    static let empty: HTML = ""

    init(stringLiteral markup: String) { text = markup }
    init(stringInterpolation pieces: Pieces) { text = pieces.text }

    private init(joining parts: [HTML]) { text = parts.map(\.text).joined() }

    /// The pieces one after another.
    static func all(_ parts: [HTML]) -> HTML { HTML(joining: parts) }
    static func + (left: HTML, right: HTML) -> HTML { HTML(joining: [left, right]) }
    static func += (left: inout HTML, right: HTML) { left.text += right.text }

    var isEmpty: Bool { text.isEmpty }

    struct Pieces: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        mutating func appendLiteral(_ markup: String) { text += markup }
        mutating func appendInterpolation(_ value: some StringProtocol) {
            MarkupText.append(value, breaks: .kept, to: &text)
        }
        mutating func appendInterpolation(_ value: Int) { text += String(value) }
        mutating func appendInterpolation(_ piece: HTML) { text += piece.text }
        mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.text } }
        mutating func appendInterpolation(_ piece: HTML?) { text += piece?.text ?? "" }
    }
}

extension HTML {
    /// ` name="value"`, or nothing without a value.
    static func attribute(_ name: StaticString, _ value: String?) -> HTML {
        guard let value else { return .empty }
        return " \(HTML(stringLiteral: "\(name)"))=\"\(value)\""
    }

    /// ` checked`, when it holds.
    static func flag(_ name: StaticString, _ holds: Bool) -> HTML {
        holds ? HTML(stringLiteral: " \(name)") : .empty
    }

    /// The items of a list, or nothing without any.
    static func list(_ items: [HTML], class name: StaticString = "list") -> HTML {
        items.isEmpty
            ? .empty
            : "<ul class=\"\(HTML(stringLiteral: "\(name)"))\">\n\(items.map { "<li>\($0)</li>\n" as HTML })</ul>\n"
    }
}
