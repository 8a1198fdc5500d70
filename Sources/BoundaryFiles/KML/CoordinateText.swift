import Geometry

/// The content of a `coordinates` element: `longitude,latitude[,altitude]` with white space between.
///
/// White space is also forgiven next to a comma. The altitude is skipped, whatever it says.
struct CoordinateText {
    /// The first text that could not be read, and the number of line ends before it.
    struct Fault: Hashable, Sendable {
        var text: String
        var linesBefore: Int
    }

    private(set) var points: [Coordinate] = []
    private(set) var fault: Fault?
    /// The line ends among what `readPlain` took.
    private var lines = 0

    init() {}

    /// Points read elsewhere, and the first text that was no point.
    init(_ points: [Coordinate], wrong: String?) {
        self.points = points
        fault = wrong.map { Fault(text: $0, linesBefore: 0) }
    }

    /// Forgets what was read, for the text of another element.
    mutating func clear() {
        points.removeAll(keepingCapacity: true)
        fault = nil
        lines = 0
    }

    /// Reads the rest of the text, up to the first fault.
    mutating func read(_ bytes: [UInt8], mostPoints: Int) {
        let before = points.count
        bytes.withUnsafeBufferPointer { read($0, mostPoints) }
        // White space beyond ASCII comes out of word processors.
        guard fault != nil, bytes.contains(where: { $0 >= 0x80 }) else { return }
        points.removeSubrange(before...)
        Self.plain(bytes).withUnsafeBufferPointer { read($0, mostPoints) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ mostPoints: Int) {
        fault = nil
        var position = Self.skipSpace(bytes, 0)
        while position < bytes.count, points.count < mostPoints {
            let tuple = position
            guard let (longitude, end) = DecimalNumber.scan(bytes, from: position),
                let comma = Self.skipComma(bytes, end),
                let (latitude, second) = DecimalNumber.scan(bytes, from: comma),
                let next = Self.skipAltitude(bytes, second)
            else {
                fault = Self.fault(bytes, at: tuple, linesBefore: lines)
                return
            }
            points.append(Coordinate(longitude: longitude, latitude: latitude))
            position = Self.skipSpace(bytes, next)
        }
    }

    /// White space beyond ASCII turned into plain spaces.
    private static func plain(_ bytes: [UInt8]) -> [UInt8] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.flatMap { scalar -> [UInt8] in
            let isSpace = scalar.properties.isWhitespace || scalar == "\u{FEFF}" || scalar == "\u{200B}"
            guard isSpace, !scalar.isASCII else { return Array(String(scalar).utf8) }
            return [0x20]
        }
    }

    @inline(__always)
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    @inline(__always)
    private static func skipSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var position = start
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        return position
    }

    /// Past a comma and the space around it; nil when there is no comma.
    @inline(__always)
    private static func skipComma(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        let position = skipSpace(bytes, start)
        guard position < bytes.count, bytes[position] == UInt8(ascii: ",") else { return nil }
        return skipSpace(bytes, position + 1)
    }

    /// Past the altitude, if there is one; nil when the tuple does not end in white space.
    @inline(__always)
    private static func skipAltitude(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        guard let comma = skipComma(bytes, start) else {
            return start == bytes.count || isSpace(bytes[start]) ? start : nil
        }
        var position = comma
        while position < bytes.count, !isSpace(bytes[position]) {
            if bytes[position] == UInt8(ascii: ",") { return nil }
            position += 1
        }
        return position
    }

    private static func fault(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, linesBefore: Int
    ) -> Fault {
        let lines = bytes[..<start].count { $0 == UInt8(ascii: "\n") }
        let text = bytes[start...].prefix(40).prefix { !isSpace($0) }
        return Fault(text: String(decoding: text, as: UTF8.self), linesBefore: linesBefore + lines)
    }
}

/// The short cut: points as nearly all files have them, read where they lie in the file.
extension CoordinateText {
    /// How far the short cut came.
    struct Stretch {
        enum End {
            /// At `</`.
            case markup
            /// At a point that may go on beyond the bytes at hand.
            case bytes
            /// At something that is for the long way to judge.
            case other
        }
        var end: End
        var position: Int
        /// The line ends that it passed.
        var lines: Int
    }

    /// As many bytes as are looked at from the start of a point on.
    private static let room = 96

    /// Takes points off the front of a text that goes on to its end or begins a tag.
    ///
    /// Every byte it passes is a digit, a sign, a point, a comma or white space. The last point before anything but an
    /// end tag is given back: what follows, such as a comma or a comment, may be part of it.
    mutating func readPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, mostPoints: Int
    ) -> Stretch {
        guard let memory = UnsafeRawPointer(bytes.baseAddress) else {
            return Stretch(end: .bytes, position: start, lines: 0)
        }
        let last = bytes.count - Self.room
        var stretch = Stretch(end: .other, position: start, lines: 0)
        var beforePoint: Stretch?
        while true {
            let found = Self.skipPlainSpace(memory, &stretch, last)
            if stretch.position > last {
                stretch.end = .bytes
                break
            }
            if found == UInt8(ascii: "<") {
                guard memory.load(fromByteOffset: stretch.position + 1, as: UInt8.self) == UInt8(ascii: "/")
                else { break }
                lines += stretch.lines
                stretch.end = .markup
                return stretch
            }
            guard points.count < mostPoints,
                let (longitude, comma) = DecimalNumber.scanShort(memory, from: stretch.position),
                memory.load(fromByteOffset: comma, as: UInt8.self) == UInt8(ascii: ","),
                let (latitude, next) = DecimalNumber.scanShort(memory, from: comma + 1),
                let end = Self.endPlainPoint(memory, next)
            else { break }
            beforePoint = stretch
            points.append(Coordinate(longitude: longitude, latitude: latitude))
            stretch.position = end
        }
        if let beforePoint {
            points.removeLast()
            (stretch.position, stretch.lines) = (beforePoint.position, beforePoint.lines)
        }
        lines += stretch.lines
        return stretch
    }

    /// Passes white space, and says what follows it.
    @inline(__always)
    private static func skipPlainSpace(
        _ memory: UnsafeRawPointer, _ stretch: inout Stretch, _ last: Int
    ) -> UInt8 {
        while stretch.position <= last {
            let byte = memory.load(fromByteOffset: stretch.position, as: UInt8.self)
            switch byte {
            case 0x20, 0x09: break
            case 0x0A: stretch.lines += 1
            // Alone it is a line end as well, but libxml2 does not count it as one.
            case 0x0D where memory.load(fromByteOffset: stretch.position + 1, as: UInt8.self) == 0x0A: break
            default: return byte
            }
            stretch.position += 1
        }
        return 0
    }

    /// Past an altitude, if there is one, to the white space or the tag that must follow; nil when it does not.
    @inline(__always)
    private static func endPlainPoint(_ memory: UnsafeRawPointer, _ start: Int) -> Int? {
        var position = start
        var next = memory.load(fromByteOffset: position, as: UInt8.self)
        if next == UInt8(ascii: ",") {
            repeat {
                position += 1
                next = memory.load(fromByteOffset: position, as: UInt8.self)
            } while position < start + 24 && (next &- UInt8(ascii: "0") <= 9 || next == 0x2E || next == 0x2D)
            guard position > start + 1 else { return nil }
        }
        return isSpace(next) || next == UInt8(ascii: "<") ? position : nil
    }
}
