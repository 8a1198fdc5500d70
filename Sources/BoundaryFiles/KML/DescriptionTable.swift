/// Attributes from the description of a placemark, where older exports put them: the rows of an HTML table
/// with two cells, and lines such as `WD13CD: E05001287`.
///
/// This is no reader of HTML: tags only divide the text, and everything unknown is passed over.
enum DescriptionTable {
    /// A name longer than this is a sentence with a colon in it.
    private static let longestName = 40

    /// The attributes in the order of the text.
    static func attributes(in text: [UInt8]) -> [Placemark.Attribute] {
        guard text.contains(UInt8(ascii: "<")) || text.contains(UInt8(ascii: ":")) else { return [] }
        var reading = Reading()
        var position = 0
        while position < text.count {
            if text[position] == UInt8(ascii: "<"),
                let end = text[position...].firstIndex(of: UInt8(ascii: ">"))
            {
                reading.tag(text[(position + 1)..<end])
                position = end + 1
            } else {
                let end = text[(position + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? text.count
                reading.text(text[position..<end])
                position = end
            }
        }
        reading.endLine()
        return reading.found
    }

    private struct Reading {
        var found: [Placemark.Attribute] = []
        private var row: [String] = []
        private var cell: [UInt8]?
        private var line: [UInt8] = []

        mutating func text(_ piece: ArraySlice<UInt8>) {
            if cell != nil {
                cell?.append(contentsOf: piece)
                return
            }
            for byte in piece {
                if byte == UInt8(ascii: "\n") { endLine() } else { line.append(byte) }
            }
        }

        mutating func tag(_ content: ArraySlice<UInt8>) {
            let name = String(decoding: content.prefix { $0 > 0x20 }, as: UTF8.self).lowercased()
            switch name {
            case "tr":
                row = []
                cell = nil
            case "td", "th":
                endCell()
                cell = []
            case "/td", "/th": endCell()
            case "/tr", "/table":
                endCell()
                if row.count == 2 { add(row[0], row[1]) }
                row = []
            case "br", "br/", "p", "/p", "li", "/li", "div", "/div", "ul", "/ul": endLine()
            default: break
            }
        }

        private mutating func endCell() {
            guard let bytes = cell else { return }
            row.append(DescriptionTable.plain(bytes))
            cell = nil
        }

        mutating func endLine() {
            defer { line = [] }
            guard cell == nil else { return }
            let text = DescriptionTable.plain(line)
            guard let colon = text.firstIndex(of: ":") else { return }
            add(String(text[..<colon]), String(text[text.index(after: colon)...]))
        }

        private mutating func add(_ name: String, _ value: String) {
            let name = name.trimmed
            guard !name.isEmpty, name.utf8.count <= longestName else { return }
            found.append(Placemark.Attribute(name: name, value: value.trimmed))
        }
    }

    /// The text with its character references replaced.
    private static func plain(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text.trimmed }
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "&") {
            result += rest[..<start]
            rest = rest[start...]
            guard let end = rest.prefix(10).firstIndex(of: ";"),
                let character = character(rest[rest.index(after: start)..<end])
            else {
                result.append("&")
                rest = rest.dropFirst()
                continue
            }
            result.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return (result + rest).trimmed
    }

    private static func character(_ name: Substring) -> Character? {
        let named: [Substring: Character] = [
            "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
        ]
        if let character = named[name] { return character }
        guard name.first == "#" else { return nil }
        let digits = name.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        return UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10)
            .flatMap(UnicodeScalar.init).map(Character.init)
    }
}
