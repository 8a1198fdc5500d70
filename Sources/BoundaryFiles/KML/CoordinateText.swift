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

    init() {}

    /// Reads all points up to the first fault, in place of those read before.
    mutating func read(_ bytes: [UInt8], mostPoints: Int) {
        bytes.withUnsafeBufferPointer { read($0, mostPoints) }
        // White space beyond ASCII comes out of word processors.
        guard fault != nil, bytes.contains(where: { $0 >= 0x80 }) else { return }
        Self.plain(bytes).withUnsafeBufferPointer { read($0, mostPoints) }
    }

    /// Points read elsewhere, and the first text that was no point.
    init(_ points: [Coordinate], wrong: String?) {
        self.points = points
        fault = wrong.map { Fault(text: $0, linesBefore: 0) }
    }

    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ mostPoints: Int) {
        points.removeAll(keepingCapacity: true)
        fault = nil
        var position = Self.skipSpace(bytes, 0)
        while position < bytes.count, points.count < mostPoints {
            let tuple = position
            guard let (longitude, end) = DecimalNumber.scan(bytes, from: position),
                let comma = Self.skipComma(bytes, end),
                let (latitude, second) = DecimalNumber.scan(bytes, from: comma),
                let next = Self.skipAltitude(bytes, second)
            else {
                fault = Self.fault(bytes, at: tuple)
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

    private static func fault(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Fault {
        let lines = bytes[..<start].count { $0 == UInt8(ascii: "\n") }
        let text = bytes[start...].prefix(40).prefix { !isSpace($0) }
        return Fault(text: String(decoding: text, as: UTF8.self), linesBefore: lines)
    }
}
