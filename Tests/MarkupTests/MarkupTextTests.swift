import Foundation
import Markup
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Text in markup, read again by libxml2.
struct MarkupTextTests {
    /// What a reader of XML finds in an element and in its attribute.
    private final class Finder: NSObject, XMLParserDelegate {
        var (element, attribute) = ("", "")

        func parser(_: XMLParser, foundCharacters text: String) { element += text }
        func parser(
            _: XMLParser, didStartElement _: String, namespaceURI _: String?, qualifiedName _: String?,
            attributes: [String: String]
        ) {
            attribute = attributes["a"] ?? ""
        }
    }

    private static let leftOut: Set<Unicode.Scalar> = Set(
        ([0, 8, 0x1B, 0x7F, 0x85, 0x202A, 0x202E, 0x2066, 0x2069, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFF] as [UInt32])
            .compactMap(Unicode.Scalar.init))
    private static let signs: [String] =
        "<>&\"' \t\n\r;#x27;ab]é🏡£\u{AD}\u{200F}\u{FEFF}".unicodeScalars.map { String($0) }
        + ["]]>", "<!--", "&amp;", "&#0;"] + leftOut.sorted().map { String($0) }

    @Test(arguments: [MarkupText.Breaks.kept, .spaces])
    func `whatever text is put into markup, the same text is read from it`(_ breaks: MarkupText.Breaks) {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<2_000 {
            let text = (0..<random.number(0...12)).map { _ in random.pick(Self.signs) }.joined()
            let escaped = MarkupText.escaped(text, breaks: breaks)
            let finder = Finder()
            let parser = XMLParser(data: Data("<e a=\"\(escaped)\">\(escaped)</e>".utf8))
            parser.delegate = finder
            #expect(parser.parse(), "\(text.debugDescription)")
            var wanted = String.UnicodeScalarView()
            for scalar in text.unicodeScalars where !Self.leftOut.contains(scalar) {
                switch scalar {
                case "\r" where breaks == .kept: break
                case "\r", "\n", "\t": wanted.append(breaks == .kept ? scalar : " ")
                default: wanted.append(scalar)
                }
            }
            #expect(finder.element == String(wanted), "\(text.debugDescription)")
            // A reader takes any break in an attribute for a space.
            let plain = String(wanted).replacing("\n", with: " ").replacing("\t", with: " ")
            #expect(finder.attribute == plain, "\(text.debugDescription)")
        }
    }
}
