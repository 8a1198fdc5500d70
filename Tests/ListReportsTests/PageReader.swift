import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What an XML reader that is not ours makes of a page.
final class PageReader: NSObject, XMLParserDelegate {
    /// An element, and the text in it with that of the elements in it.
    final class Element {
        let name: String
        let attributes: [String: String]
        let parent: Element?
        var text = ""
        var children: [Element] = []

        init(_ name: String, _ attributes: [String: String], in parent: Element?) {
            (self.name, self.attributes, self.parent) = (name, attributes, parent)
        }

        func all(_ name: String) -> [Element] {
            children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
        }

        var everything: [Element] { children.flatMap { [$0] + $0.everything } }
    }

    let page = Element("", [:], in: nil)
    private(set) var isWellFormed = false
    private var open: Element

    init(_ bytes: [UInt8]) {
        open = page
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let element = Element(name, attributes, in: open)
        open.children.append(element)
        open = element
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        open = open.parent ?? page
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        var element: Element? = open
        while let inner = element {
            inner.text += text
            element = inner.parent
        }
    }

    /// The cells of a table by the beginning of its caption, without its header.
    func rows(_ caption: String) -> [[String]] {
        let table = page.all("table").first { $0.all("caption").first?.text.hasPrefix(caption) ?? false }
        return (table?.all("tr") ?? []).dropFirst().map { row in
            row.children.map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
        }
    }
}
