/// Remembers a number for each cell met: most cells of a list say what others have said.
struct CellTable {
    private struct Entry {
        /// The first eight bytes, or fewer with zeros behind them.
        var head: UInt64
        var hash: UInt32
        var count: Int32
        /// Where the bytes begin.
        var begin: Int32
        var value: Int32
    }

    private var slots: [Int32]
    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    private let most: Int
    private let mostBytes: Int

    /// - Parameter most: cells remembered before the table is full; as is one of 64 bytes for each of them.
    init(most: Int) {
        self.most = most
        mostBytes = most * 64
        slots = Array(repeating: -1, count: 256)
    }

    /// Forgets everything.
    mutating func removeAll() { self = CellTable(most: most) }

    /// Whether something of so many bytes has no room.
    func isFull(for count: Int) -> Bool { entries.count >= most || bytes.count + count > mostBytes }

    /// The number remembered for a cell.
    @inline(__always)
    func value(of cell: Span<UInt8>) -> Int32? {
        let head = Self.head(of: cell)
        let hash = Self.hash(cell, head)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.head == head, entry.hash == hash, Int(entry.count) == cell.count,
                isEqual(behindHeadOf: entry, cell)
            {
                return entry.value
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Remembers a number for a cell that has none; forgets all others first when there is no room.
    mutating func insert(_ value: Int32, for cell: Span<UInt8>) {
        if isFull(for: cell.count) { removeAll() }
        if cell.count > mostBytes { return }
        if (entries.count + 1) * 2 > slots.count { grow() }
        let head = Self.head(of: cell)
        entries.append(
            Entry(
                head: head, hash: Self.hash(cell, head), count: Int32(cell.count), begin: Int32(bytes.count),
                value: value))
        cell.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        place(entries.count - 1)
    }

    /// The last eight bytes stand for those that are left: what they go over twice does no harm.
    private func isEqual(behindHeadOf entry: Entry, _ cell: Span<UInt8>) -> Bool {
        if cell.count <= 8 { return true }
        let begin = Int(entry.begin)
        let known = bytes.span.extracting(begin..<begin + cell.count)
        var index = 8
        while index + 8 < cell.count {
            if Self.word(known, at: index) != Self.word(cell, at: index) { return false }
            index += 8
        }
        return Self.word(known, at: cell.count - 8) == Self.word(cell, at: cell.count - 8)
    }

    private mutating func place(_ entry: Int) {
        var slot = Int(entries[entry].hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(entry)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        for entry in entries.indices { place(entry) }
    }

    /// Eight bytes of a cell.
    @inline(__always)
    private static func word(_ cell: Span<UInt8>, at index: Int) -> UInt64 {
        cell.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }

    /// The first eight bytes of a cell, or all it has with zeros behind them: put together from its first and its last,
    /// which may go over the same.
    @inline(__always)
    private static func head(of cell: Span<UInt8>) -> UInt64 {
        let count = cell.count
        if count >= 8 { return word(cell, at: 0) }
        if count >= 4 {
            let first = cell.bytes.unsafeLoadUnaligned(fromByteOffset: 0, as: UInt32.self).littleEndian
            let last = cell.bytes.unsafeLoadUnaligned(fromByteOffset: count - 4, as: UInt32.self).littleEndian
            return UInt64(first) | UInt64(last) << UInt64(8 * (count - 4))
        }
        var word: UInt64 = 0
        for index in 0..<count { word |= UInt64(cell[index]) << UInt64(8 * index) }
        return word
    }

    /// Cells that begin alike, as codes of wards do, must not land near each other: a product and a shift for eight bytes.
    @inline(__always)
    private static func hash(_ cell: Span<UInt8>, _ head: UInt64) -> UInt32 {
        var hash = (0xCBF2_9CE4_8422_2325 ^ UInt64(cell.count) ^ head) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        if cell.count > 8 {
            var index = 8
            while index + 8 < cell.count {
                hash = (hash ^ word(cell, at: index)) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 29
                index += 8
            }
            hash = (hash ^ word(cell, at: cell.count - 8)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
