/// Other text for a stretch of a source.
public struct Repair: Hashable, Sendable, Codable {
    /// The source as the user named it.
    public var source: String
    /// The bytes to replace, as offsets into the text without a byte order mark.
    public var range: Range<Int>
    /// What to put there.
    public var replacement: String

    /// A replacement for a stretch of a source.
    public init(source: String, range: Range<Int>, replacement: String) {
        self.source = source
        self.range = range
        self.replacement = replacement
    }
}

extension SourceText {
    /// The text with repairs made. Of repairs that overlap only the first is.
    public func repaired(_ repairs: [Repair]) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        let mine = repairs.filter { $0.source == name }.sorted { $0.range.lowerBound < $1.range.lowerBound }
        for repair in mine where repair.range.upperBound <= bytes.count {
            // An insertion right behind a replacement belongs to the same mistake.
            let isFree =
                repair.range.isEmpty
                ? repair.range.lowerBound > position : repair.range.lowerBound >= position
            guard isFree || position == 0 else { continue }
            result += bytes[position..<repair.range.lowerBound]
            result += Array(repair.replacement.utf8)
            position = repair.range.upperBound
        }
        return result + bytes[position...]
    }
}
