import CLibXML2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How the reading of an XML text ended.
enum XMLOutcome {
    case complete
    /// The reader asked to stop.
    case stopped
    /// A document type declaration stands at this line; nothing of it was looked at.
    case documentType(line: Int)
    /// Not well-formed at this line, with the parser's own words.
    case broken(line: Int, reason: String)
}

/// Feeds a text, piece by piece, to libxml2's push parser and passes the events on.
///
/// Nothing outside the text is ever touched: a document type declaration stops the parse before any of it
/// is read, so there are no entities but the five of XML itself, and the parser is told not to use the
/// network besides.
final class XMLStream {
    private static let chunk = 64 << 10

    /// In memory of its own, so that a callback reaches it without counting references or checking access.
    private let session: UnsafeMutablePointer<Session>
    private let parser: xmlParserCtxtPtr?
    private var isEmpty = true
    /// The last bytes fed when they may be half a point.
    private var held: [UInt8] = []
    private static let mostHeld = 512

    init(_ reader: KMLReader) {
        _ = Self.initialised
        // What goes wrong with an encoding has no receiver of its own, and would be printed.
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        session = .allocate(capacity: 1)
        session.initialize(to: Session(reader))
        var handler = Self.makeHandler()
        parser = xmlCreatePushParserCtxt(&handler, session, nil, 0, nil)
        session.pointee.parser = parser
        xmlCtxtUseOptions(parser, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue))
    }

    deinit {
        session.deinitialize(count: 1)
        session.deallocate()
        guard let parser else { return }
        // The parser makes no document, but one may exist after an error.
        if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
        parser.pointee.myDoc = nil
        xmlFreeParserCtxt(parser)
    }

    /// Whether more text would be of any use. Going on after an error would bury the first under its
    /// consequences; lesser faults, such as a prefix that is not declared, leave the text well-formed.
    private var wantsMore: Bool { !session.pointee.mustStop && parser?.pointee.wellFormed ?? 0 != 0 }

    /// Takes the next piece of the text.
    func feed(_ piece: UnsafeBufferPointer<UInt8>) {
        if !piece.isEmpty { isEmpty = false }
        var start = 0
        if !held.isEmpty {
            // As much as shows how the point that was cut in two goes on.
            let before = held.count
            let taken = min(piece.count, Self.mostHeld)
            let joined = held + piece[..<taken]
            let end = joined.withUnsafeBufferPointer { pass($0, from: 0) }
            held = taken == piece.count ? Array(joined[end...]) : []
            if taken == piece.count { return }
            if end < before { joined.withUnsafeBufferPointer { push($0, end..<before) } }
            start = max(end - before, 0)
        }
        let end = pass(piece, from: start)
        held = Array(piece[end...])
    }

    /// Passes on what it can of some bytes; the rest, from where it says, wants more bytes after it.
    private func pass(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while position < bytes.count, wantsMore {
            if mayReadPoints {
                let stretch = session.pointee.reader.readPoints(bytes, from: position)
                parser?.pointee.input.pointee.line += Int32(truncatingIfNeeded: stretch.lines)
                position = stretch.position
                if stretch.end == .bytes, bytes.count - position <= Self.mostHeld { return position }
            }
            let end = Self.nextCut(bytes, from: position)
            push(bytes, position..<end)
            position = end
        }
        return bytes.count
    }

    /// Hands bytes to libxml2.
    private func push(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        guard wantsMore, let memory = UnsafeRawPointer(bytes.baseAddress) else { return }
        let first = (memory + range.lowerBound).assumingMemoryBound(to: CChar.self)
        xmlParseChunk(parser, first, Int32(truncatingIfNeeded: range.count), 0)
    }

    /// Whether libxml2 has dealt with all it was given, in UTF-8, and waits inside an element whose points come next.
    ///
    /// It may then be left out until the next tag: of digits, signs, points, commas and white space it would do
    /// nothing but hand them on and count the lines.
    private var mayReadPoints: Bool {
        guard session.pointee.reader.isAtPoints, let parser, parser.pointee.instate == XML_PARSER_CONTENT,
            let input = parser.pointee.input, input.pointee.cur == input.pointee.end,
            let buffer = input.pointee.buf
        else { return false }
        return buffer.pointee.encoder == nil
    }

    /// Where the next `<coordinates>` ends, if it is near; otherwise as much as is passed on at once.
    private static func nextCut(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let end = min(bytes.count, start + chunk)
        guard let memory = UnsafeRawPointer(bytes.baseAddress) else { return end }
        var position = start
        while let found = memchr(memory + position, Int32(UInt8(ascii: ">")), end - position) {
            position = UnsafeRawPointer(found) - memory + 1
            if isStartTag(UnsafeBufferPointer(rebasing: bytes[max(start, position - 48)..<position])) {
                return position
            }
        }
        return end
    }

    /// Whether some bytes end in `<coordinates>`, with or without a prefix. In a value, where `<` may not be, libxml2
    /// must not be cut off.
    @inline(__always)
    private static func isStartTag(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let name = bytes.count - 12
        guard name > 0, let memory = UnsafeRawPointer(bytes.baseAddress) else { return false }
        // The two halves of `coordinates>`, which share four letters.
        let first = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: name, as: UInt64.self))
        let second = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: name + 4, as: UInt64.self))
        guard first == 0x616E_6964_726F_6F63, second == 0x3E73_6574_616E_6964 else { return false }
        if bytes[name - 1] == UInt8(ascii: "<") { return true }
        guard bytes[name - 1] == UInt8(ascii: ":"), let open = bytes.lastIndex(of: UInt8(ascii: "<")) else {
            return false
        }
        return bytes[(open + 1)..<(name - 1)].allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 &- 0x30 <= 9 }
    }

    /// What the text held, and how its reading ended.
    func finish() -> (reader: KMLReader, outcome: XMLOutcome) {
        held.withUnsafeBufferPointer { push($0, 0..<$0.count) }
        held = []
        var breaksOff = false
        if wantsMore {
            xmlParseChunk(parser, nil, 0, 1)
            breaksOff = parser?.pointee.wellFormed == 0
        }
        return (session.pointee.reader, outcome(breaksOff: breaksOff && !isEmpty))
    }

    private func outcome(breaksOff: Bool) -> XMLOutcome {
        guard let parser else { return .broken(line: 1, reason: "the parser could not be started") }
        if let line = session.pointee.documentTypeLine { return .documentType(line: line) }
        if session.pointee.reader.hasStopped { return .stopped }
        return parser.pointee.wellFormed == 0 ? Self.broken(parser, breaksOff: breaksOff) : .complete
    }

    /// `breaksOff` says that all was well up to the end: libxml2's own words for that mislead.
    private static func broken(_ parser: xmlParserCtxtPtr, breaksOff: Bool) -> XMLOutcome {
        guard let error = xmlCtxtGetLastError(parser) else {
            return .broken(line: 1, reason: "no more is known")
        }
        let message = error.pointee.message.map { String(cString: $0) } ?? "no more is known"
        if breaksOff {
            let line = max(Int(error.pointee.line), 1)
            return .broken(line: line, reason: "it breaks off before the end of the document")
        }
        let words = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return .broken(line: max(Int(error.pointee.line), 1), reason: words)
    }

    /// libxml2 wants its tables made once, before threads use it.
    private static let initialised: Void = xmlInitParser()

    /// The callbacks take no context of their own: they find the session behind the pointer they are given.
    private static func makeHandler() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElementNs = { context, name, _, _, _, _, count, _, attributes in
            guard let name else { return }
            Session.behind(context)?.pointee.start(name, attributes: attributes, count: Int(count))
        }
        handler.endElementNs = { context, _, _, _ in Session.behind(context)?.pointee.end() }
        handler.characters = { context, piece, length in
            Session.behind(context)?.pointee.text(piece, Int(length))
        }
        handler.cdataBlock = { context, piece, length in
            Session.behind(context)?.pointee.text(piece, Int(length))
        }
        handler.ignorableWhitespace = { context, piece, length in
            Session.behind(context)?.pointee.text(piece, Int(length))
        }
        handler.internalSubset = { context, _, _, _ in Session.behind(context)?.pointee.refuseDocumentType() }
        handler.getEntity = { _, name in xmlGetPredefinedEntity(name) }
        // Errors are asked for at the end; without a receiver libxml2 would print them.
        handler.serror = { _, _ in }
        return handler
    }
}

/// One parse, as the callbacks see it.
private struct Session {
    var reader: KMLReader
    var parser: xmlParserCtxtPtr?
    var documentTypeLine: Int?
    /// The names met so far: a handful, and the most frequent found first.
    private var elements: [(name: UnsafePointer<xmlChar>, element: KMLReader.Element)] = []
    private static let mostElements = 32

    init(_ reader: KMLReader) { self.reader = reader }

    @inline(__always)
    static func behind(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Session>? {
        context?.assumingMemoryBound(to: Session.self)
    }

    var mustStop: Bool { documentTypeLine != nil || reader.hasStopped }

    var line: Int { parser.map { max(Int(xmlSAX2GetLineNumber($0)), 1) } ?? 1 }

    func stop() {
        if let parser { xmlStopParser(parser) }
    }

    func stopIfWanted() {
        if reader.hasStopped { stop() }
    }

    mutating func refuseDocumentType() {
        documentTypeLine = documentTypeLine ?? line
        stop()
    }

    mutating func end() {
        guard !mustStop else { return }
        reader.end()
        stopIfWanted()
    }

    mutating func start(
        _ name: UnsafePointer<xmlChar>, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
    ) {
        guard !mustStop else { return }
        let element = element(name)
        var nameAttribute: String?
        if let attributes, element == .Data || element == .SimpleData {
            // Five pointers each: local name, prefix, namespace, and the two ends of the value.
            for index in 0..<count {
                guard let key = attributes[index * 5], xmlStrEqual(key, "name") == 1,
                    let from = attributes[index * 5 + 3], let to = attributes[index * 5 + 4]
                else { continue }
                let value = UnsafeBufferPointer(start: from, count: max(to - from, 0))
                nameAttribute = String(decoding: value, as: UTF8.self)
            }
        }
        reader.start(
            element, name: String(cString: name), nameAttribute: nameAttribute, line: line)
        stopIfWanted()
    }

    /// libxml2 keeps each name once, so that a name seen before is known by its address.
    private mutating func element(_ name: UnsafePointer<xmlChar>) -> KMLReader.Element {
        for known in elements where known.name == name { return known.element }
        let element = KMLReader.Element(rawValue: String(cString: name)) ?? .other
        if elements.count < Self.mostElements { elements.append((name, element)) }
        return element
    }

    mutating func text(_ piece: UnsafePointer<xmlChar>?, _ length: Int) {
        guard let piece, length > 0, !mustStop else { return }
        reader.text(UnsafeBufferPointer(start: piece, count: length))
    }
}
