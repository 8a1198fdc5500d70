/// Reads one file of a zip archive piece by piece; its size and checksum are checked at the end.
package final class EntryReader {
    private let entry: ZipArchive.Entry
    /// Unpacks the bytes; nil when they are stored as they are.
    private let inflater: Inflater?
    private let stored: () -> [UInt8]?
    private let limit: Int
    private var checksum = Checksum()
    private var count = 0
    private var isOver = false

    private static let piece = 256 << 10

    /// Starts at the beginning of an entry.
    package init(
        _ archive: ZipArchive, _ entry: ZipArchive.Entry, limits: Inflater.Limits
    ) throws(UnpackingFault) {
        let range = try archive.packedRange(of: entry)
        var position = range.lowerBound
        let input: () -> [UInt8]? = {
            guard position < range.upperBound else { return nil }
            let end = min(position + Self.piece, range.upperBound)
            defer { position = end }
            return archive.read(position..<end)
        }
        self.entry = entry
        limit = limits.bytes
        stored = input
        inflater =
            entry.method == 0 ? nil : try Inflater(wrapping: .raw, limits: limits, input: input)
    }

    /// The next bytes, at least one; nil after the last.
    package func next() throws(UnpackingFault) -> [UInt8]? {
        guard !isOver else { return nil }
        if let piece = try inflater.map({ (inflater) throws(UnpackingFault) in try inflater.next() })
            ?? stored(), !piece.isEmpty
        {
            count += piece.count
            guard count <= limit else { throw .tooLarge(limit) }
            checksum.add(piece)
            return piece
        }
        isOver = true
        guard count == entry.size, checksum.value == entry.checksum else {
            throw .damaged("the checksum of “\(entry.name)” is wrong")
        }
        return nil
    }
}
