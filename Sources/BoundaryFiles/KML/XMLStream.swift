import CLibXML2

/// What a reader of XML is told while the text goes by. Names are without their prefix.
protocol XMLEvents {
    /// An element begins at a line. Only the attribute called `name` is handed over.
    mutating func start(_ element: String, nameAttribute: String?, line: Int)
    /// Text of the innermost element: possibly only a piece of it.
    mutating func text(_ piece: UnsafeBufferPointer<UInt8>)
    /// The innermost element ends.
    mutating func end()
    /// Set when the reader wants nothing more.
    var hasStopped: Bool { get }
}

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

    static func read<Events: XMLEvents>(_ bytes: [UInt8], into events: inout Events) -> XMLOutcome {
        _ = initialised
        let session = Session(EventsBox(events))
        defer { if let box = session.sink as? EventsBox<Events> { events = box.events } }

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
        if session.sink.hasStopped { return .stopped }
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
            session.sink.end()
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

/// The receiver of events with its type forgotten, because C callbacks cannot be generic.
private protocol EventSink: AnyObject {
    var hasStopped: Bool { get }
    func start(_ element: String, nameAttribute: String?, line: Int)
    func text(_ piece: UnsafeBufferPointer<UInt8>)
    func end()
}

private final class EventsBox<Events: XMLEvents>: EventSink {
    var events: Events
    init(_ events: Events) { self.events = events }
    var hasStopped: Bool { events.hasStopped }
    func start(_ element: String, nameAttribute: String?, line: Int) {
        events.start(element, nameAttribute: nameAttribute, line: line)
    }
    func text(_ piece: UnsafeBufferPointer<UInt8>) { events.text(piece) }
    func end() { events.end() }
}

/// One parse, as the callbacks see it. It lives on the stack of one thread.
private final class Session {
    let sink: any EventSink
    var parser: xmlParserCtxtPtr?
    var documentTypeLine: Int?

    init(_ sink: any EventSink) { self.sink = sink }

    static func behind(_ context: UnsafeMutableRawPointer?) -> Session? {
        context.map { Unmanaged<Session>.fromOpaque($0).takeUnretainedValue() }
    }

    var mustStop: Bool { documentTypeLine != nil || sink.hasStopped }

    var line: Int { parser.map { max(Int(xmlSAX2GetLineNumber($0)), 1) } ?? 1 }

    func stop() {
        if let parser { xmlStopParser(parser) }
    }

    func stopIfWanted() {
        if sink.hasStopped { stop() }
    }

    func start(
        _ name: UnsafePointer<xmlChar>, attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
    ) {
        guard !mustStop else { return }
        var nameAttribute: String?
        if let attributes {
            // Five pointers each: local name, prefix, namespace, and the two ends of the value.
            for index in 0..<count {
                guard let key = attributes[index * 5], String(cString: key) == "name",
                    let from = attributes[index * 5 + 3], let to = attributes[index * 5 + 4]
                else { continue }
                let value = UnsafeBufferPointer(start: from, count: max(to - from, 0))
                nameAttribute = String(decoding: value, as: UTF8.self)
            }
        }
        sink.start(String(cString: name), nameAttribute: nameAttribute, line: line)
        stopIfWanted()
    }

    func text(_ piece: UnsafePointer<xmlChar>?, _ length: Int) {
        guard let piece, length > 0, !mustStop else { return }
        sink.text(UnsafeBufferPointer(start: piece, count: length))
    }
}
