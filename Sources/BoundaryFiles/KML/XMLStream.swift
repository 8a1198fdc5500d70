import CLibXML2

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

/// Feeds a text to libxml2's push parser and passes the events on.
///
/// Nothing outside the text is ever touched: a document type declaration stops the parse before any of it
/// is read, so there are no entities but the five of XML itself, and the parser is told not to use the
/// network besides.
enum XMLStream {
    private static let chunk = 64 << 10

    static func read(_ bytes: [UInt8], into reader: inout KMLReader) -> XMLOutcome {
        _ = initialised
        let session = Session(reader)
        defer { reader = session.reader }

        var handler = makeHandler()
        let opaque = Unmanaged.passUnretained(session).toOpaque()
        guard let parser = xmlCreatePushParserCtxt(&handler, opaque, nil, 0, nil) else {
            return .broken(line: 1, reason: "the parser could not be started")
        }
        defer {
            session.parser = nil
            // The parser makes no document, but one may exist after an error.
            if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
            parser.pointee.myDoc = nil
            xmlFreeParserCtxt(parser)
        }
        session.parser = parser
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue
        xmlCtxtUseOptions(parser, Int32(options))

        var breaksOff = false
        withExtendedLifetime(session) {
            bytes.withUnsafeBytes { buffer in
                var offset = 0
                // Going on after an error would bury the first under its consequences. Lesser faults, such
                // as a prefix that is not declared, leave the text well-formed.
                while offset < buffer.count, !session.mustStop, parser.pointee.wellFormed != 0 {
                    let size = min(chunk, buffer.count - offset)
                    let start = buffer.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
                    xmlParseChunk(parser, start, Int32(size), 0)
                    offset += size
                }
            }
            if !session.mustStop, parser.pointee.wellFormed != 0 {
                xmlParseChunk(parser, nil, 0, 1)
                breaksOff = parser.pointee.wellFormed == 0
            }
        }

        if let line = session.documentTypeLine { return .documentType(line: line) }
        if session.reader.hasStopped { return .stopped }
        if parser.pointee.wellFormed == 0 { return broken(parser, breaksOff: breaksOff && !bytes.isEmpty) }
        return .complete
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
            guard let session = Session.behind(context), let name else { return }
            session.start(name, attributes: attributes, count: Int(count))
        }
        handler.endElementNs = { context, _, _, _ in
            guard let session = Session.behind(context), !session.mustStop else { return }
            session.reader.end()
            session.stopIfWanted()
        }
        handler.characters = { context, piece, length in
            Session.behind(context)?.text(piece, Int(length))
        }
        handler.cdataBlock = { context, piece, length in
            Session.behind(context)?.text(piece, Int(length))
        }
        handler.ignorableWhitespace = { context, piece, length in
            Session.behind(context)?.text(piece, Int(length))
        }
        handler.internalSubset = { context, _, _, _ in
            guard let session = Session.behind(context) else { return }
            session.documentTypeLine = session.documentTypeLine ?? session.line
            session.stop()
        }
        handler.getEntity = { _, name in xmlGetPredefinedEntity(name) }
        // Errors are asked for at the end; without a receiver libxml2 would print them.
        handler.serror = { _, _ in }
        return handler
    }
}

/// One parse, as the callbacks see it. It lives on the stack of one thread.
private final class Session {
    var reader: KMLReader
    var parser: xmlParserCtxtPtr?
    var documentTypeLine: Int?
    private var elements: [UnsafePointer<xmlChar>: KMLReader.Element] = [:]

    init(_ reader: KMLReader) { self.reader = reader }

    static func behind(_ context: UnsafeMutableRawPointer?) -> Session? {
        context.map { Unmanaged<Session>.fromOpaque($0).takeUnretainedValue() }
    }

    var mustStop: Bool { documentTypeLine != nil || reader.hasStopped }

    var line: Int { parser.map { max(Int(xmlSAX2GetLineNumber($0)), 1) } ?? 1 }

    func stop() {
        if let parser { xmlStopParser(parser) }
    }

    func stopIfWanted() {
        if reader.hasStopped { stop() }
    }

    func start(
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
    private func element(_ name: UnsafePointer<xmlChar>) -> KMLReader.Element {
        if let known = elements[name] { return known }
        let element = KMLReader.Element(rawValue: String(cString: name)) ?? .other
        elements[name] = element
        return element
    }

    func text(_ piece: UnsafePointer<xmlChar>?, _ length: Int) {
        guard let piece, length > 0, !mustStop else { return }
        reader.text(UnsafeBufferPointer(start: piece, count: length))
    }
}
