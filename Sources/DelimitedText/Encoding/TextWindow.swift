import Diagnostics

extension TextEncoding {
    /// Appends what is whole of a block in an encoding other than UTF-8; returns how many bytes that was.
    func transcode(
        _ block: Span<UInt8>, isFinal: Bool, into text: inout [UInt8]
    ) throws(EncodingFault) -> Int {
        switch self {
        case .utf8:
            for index in block.indices { text.append(block[index]) }
            return block.count
        case .utf16LittleEndian:
            return try UTF16Text.decode(block, bigEndian: false, isFinal: isFinal, into: &text)
        case .utf16BigEndian:
            return try UTF16Text.decode(block, bigEndian: true, isFinal: isFinal, into: &text)
        case .windows1252:
            try Windows1252.decode(block, into: &text)
            return block.count
        }
    }
}

/// The part of a list that is in memory while it is read, as UTF-8.
struct TextWindow<Source: ByteSource>: Sendable {
    let encoding: TextEncoding
    /// Where the characters begin, after a mark. Only of use before anything was let go.
    let start: Int
    private(set) var text: [UInt8] = []
    /// Up to here the text is known to be characters; after it come at most three bytes of one that is cut.
    private(set) var checked = 0
    /// Whether the text goes on to the end of the list.
    private(set) var isFinal = false
    /// The offset in the list of the first byte of `text`.
    private(set) var base = 0
    private var source: Source
    /// A source that has ended is not asked again: a terminal would wait for more.
    private var sourceEnded = false
    /// Bytes of the source that are not decoded yet; unused for UTF-8, which is read in place.
    private var raw: [UInt8] = []
    private let name: String

    /// How much of the source has been read, from 0 to 1; nil where that is not known.
    var partRead: Double? { source.partRead }

    init(_ source: Source, named name: String, declared: TextEncoding?) throws(Problems) {
        self.source = source
        self.name = name
        var first: [UInt8] = []
        while first.count < TextEncoding.sampleLength, !sourceEnded {
            sourceEnded = try !self.source.read(into: &first)
        }
        let found: TextEncoding.Found
        do throws(EncodingFault) {
            found = try TextEncoding.find(in: first.span, declared: declared)
        } catch {
            throw Problems(error.problem(in: [], from: 0, line: 1, source: name))
        }
        encoding = found.encoding
        if found.encoding == .utf8 {
            start = found.markLength
            checked = found.markLength
            text = first
        } else {
            start = 0
            raw = Array(first.dropFirst(found.markLength))
        }
    }

    /// Reads one more block. `line` is the number of the line at the index `from`, to count from should there be
    /// a fault.
    mutating func fill(line: Int, from: Int) throws(Problems) {
        if !sourceEnded {
            sourceEnded = try encoding == .utf8 ? !source.read(into: &text) : !source.read(into: &raw)
        }
        isFinal = sourceEnded
        do throws(EncodingFault) {
            if encoding == .utf8 {
                checked = try UTF8Text.check(text.span, from: checked, isFinal: isFinal)
            } else {
                let block = raw
                let used = try encoding.transcode(block.span, isFinal: isFinal, into: &text)
                raw = Array(block.dropFirst(used))
                checked = text.count
            }
        } catch {
            throw Problems(
                error.problem(in: text, from: max(from, base == 0 ? start : 0), line: line, source: name))
        }
    }

    /// Lets go of the bytes before an index; returns how many.
    mutating func drop(before index: Int) -> Int {
        guard index > 0 else { return 0 }
        text.removeFirst(index)
        checked -= index
        base += index
        return index
    }
}
