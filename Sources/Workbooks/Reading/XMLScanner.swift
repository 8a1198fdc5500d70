import Archives

/// Why a workbook cannot be read.
enum WorkbookFault: Error, Hashable {
    /// A part of it is not what a workbook has.
    case damaged(String)
    /// It could not be unpacked.
    case packed(UnpackingFault)
}

/// Reads the XML of a part of a workbook event by event, in memory that does not grow with the part.
///
/// Only what spreadsheet programs write is read: elements, attributes and text in UTF-8. A document type declaration
/// ends the reading, so that there are no entities but the five of XML itself; names lose their prefix. Well-formed XML
/// is read right; of what is not well-formed only some is noticed.
struct XMLScanner {
    enum Event {
        case start, end, text, over
    }

    private let reader: EntryReader
    private var buffer: [UInt8] = []
    private var position = 0
    private var depth = 0
    private var hasRoot = false
    /// Of the element that began or ended last.
    private var nameRange = 0..<0
    private var attributeRange = 0..<0
    private var textRange = 0..<0
    private var isPlainText = false
    /// An element without content ends right after it begins.
    private var endsAtOnce = false

    /// No tag and no text of a cell is as long: Excel takes 32,767 characters.
    private static let mostBytes = 1 << 20

    init(_ reader: EntryReader) { self.reader = reader }

    // MARK: What was read last

    /// Whether the element that began or ended last has a name.
    func isNamed(_ name: StaticString) -> Bool {
        nameRange.count == name.utf8CodeUnitCount
            && zip(nameRange, 0..<nameRange.count).allSatisfy { buffer[$0] == name.utf8Start[$1] }
    }

    /// The value of an attribute of the element that began last; a name in it has lost its prefix.
    func attribute(_ name: StaticString) -> [UInt8]? {
        var index = attributeRange.lowerBound
        let end = attributeRange.upperBound
        while index < end {
            while index < end, Self.isSpace(buffer[index]) { index += 1 }
            var start = index
            while index < end, buffer[index] != UInt8(ascii: "="), !Self.isSpace(buffer[index]) {
                if buffer[index] == UInt8(ascii: ":") { start = index + 1 }
                index += 1
            }
            let found = start..<index
            while index < end, Self.isSpace(buffer[index]) || buffer[index] == UInt8(ascii: "=") {
                index += 1
            }
            guard index < end else { return nil }
            let quote = buffer[index]
            index += 1
            let valueStart = index
            while index < end, buffer[index] != quote { index += 1 }
            let isFound =
                found.count == name.utf8CodeUnitCount
                && zip(found, 0..<found.count).allSatisfy { buffer[$0] == name.utf8Start[$1] }
            if isFound {
                var value: [UInt8] = []
                Self.unescape(buffer[valueStart..<index], into: &value)
                return value
            }
            index += 1
        }
        return nil
    }

    /// Appends the text that was read last.
    func appendText(to text: inout [UInt8]) {
        if isPlainText { text += buffer[textRange] } else { Self.unescape(buffer[textRange], into: &text) }
    }

    // MARK: Reading on

    mutating func next() throws(WorkbookFault) -> Event {
        if endsAtOnce {
            endsAtOnce = false
            depth -= 1
            return .end
        }
        while true {
            guard try hasBytes(1) else {
                guard depth == 0, hasRoot else { throw .damaged("it breaks off") }
                return .over
            }
            if buffer[position] != UInt8(ascii: "<") { return try readText() }
            guard try hasBytes(2) else { throw .damaged("it breaks off") }
            switch buffer[position + 1] {
            case UInt8(ascii: "?"): position = try end(of: "?>", from: position)
            case UInt8(ascii: "!"):
                if try begins("<!--") {
                    position = try end(of: "-->", from: position + 4)
                } else if try begins("<![CDATA[") {
                    return try readCharacterData()
                } else {
                    throw .damaged("it has a document type declaration")
                }
            default: return try readTag()
            }
        }
    }

    private mutating func readTag() throws(WorkbookFault) -> Event {
        let tagEnd = try endOfTag()
        var start = position + 1
        let isEnd = buffer[start] == UInt8(ascii: "/")
        if isEnd { start += 1 }
        var last = tagEnd - 1
        endsAtOnce = !isEnd && buffer[last - 1] == UInt8(ascii: "/")
        if endsAtOnce { last -= 1 }
        var index = start
        var nameStart = start
        while index < last, !Self.isSpace(buffer[index]) {
            if buffer[index] == UInt8(ascii: ":") { nameStart = index + 1 }
            index += 1
        }
        nameRange = nameStart..<index
        attributeRange = index..<max(index, last)
        position = tagEnd
        guard !nameRange.isEmpty else { throw .damaged("it has a tag without a name") }
        if isEnd {
            depth -= 1
            guard depth >= 0 else { throw .damaged("an element ends that did not begin") }
            return .end
        }
        hasRoot = true
        depth += 1
        guard depth < 200 else { throw .damaged("its elements are nested too deeply") }
        return .start
    }

    /// The index after the `>` of the tag at the position; one inside quotes is none.
    private mutating func endOfTag() throws(WorkbookFault) -> Int {
        var index = position + 1
        var quote: UInt8?
        while true {
            if index == buffer.count {
                let read = index - position
                guard try hasBytes(read + 1) else { throw .damaged("it breaks off") }
                index = position + read
            }
            let byte = buffer[index]
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            }
        }
    }

    private mutating func readText() throws(WorkbookFault) -> Event {
        var length = 0
        while true {
            if position + length == buffer.count, try !hasBytes(length + 1) { break }
            if buffer[position + length] == UInt8(ascii: "<") { break }
            length += 1
        }
        textRange = position..<position + length
        isPlainText = !buffer[textRange].contains(UInt8(ascii: "&"))
        position += length
        return .text
    }

    private mutating func readCharacterData() throws(WorkbookFault) -> Event {
        let start = "<![CDATA[".utf8.count
        let past = try end(of: "]]>", from: position + start)
        textRange = position + start..<past - 3
        isPlainText = true
        position = past
        return .text
    }

    /// The index after the next occurrence of a text.
    private mutating func end(of text: StaticString, from start: Int) throws(WorkbookFault) -> Int {
        let size = text.utf8CodeUnitCount
        var length = start - position
        while try hasBytes(length + size) {
            let at = position + length
            if (0..<size).allSatisfy({ buffer[at + $0] == text.utf8Start[$0] }) { return at + size }
            length += 1
        }
        throw .damaged("it breaks off")
    }

    private mutating func begins(_ text: StaticString) throws(WorkbookFault) -> Bool {
        let size = text.utf8CodeUnitCount
        guard try hasBytes(size) else { return false }
        return (0..<size).allSatisfy { buffer[position + $0] == text.utf8Start[$0] }
    }

    /// Whether there are so many bytes from the position on, which may move to the start of the buffer.
    private mutating func hasBytes(_ count: Int) throws(WorkbookFault) -> Bool {
        if position + count <= buffer.count { return true }
        guard count <= Self.mostBytes else { throw .damaged("a tag or a text in it is too long") }
        if position > 0 {
            buffer.removeFirst(position)
            position = 0
        }
        while buffer.count < count {
            do throws(UnpackingFault) {
                guard let piece = try reader.next() else { return false }
                buffer += piece
            } catch {
                throw .packed(error)
            }
        }
        if !hasRoot, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.removeFirst(3) }
        return buffer.count >= count
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

    // MARK: Entities

    /// Appends a text with its entities undone; what is no entity stays as it is.
    private static func unescape(_ text: ArraySlice<UInt8>, into result: inout [UInt8]) {
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index] == UInt8(ascii: "&"),
                let end = text[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let character = entity(text[(index + 1)..<end])
            else {
                result.append(text[index])
                index += 1
                continue
            }
            result += Array(String(character).utf8)
            index = end + 1
        }
    }

    private static func entity(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        switch String(decoding: name, as: UTF8.self) {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        case let name where name.hasPrefix("#x"):
            return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case let name where name.hasPrefix("#"):
            return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        default: return nil
        }
    }
}
