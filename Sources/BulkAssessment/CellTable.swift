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
    func value(of cell: Span<UInt8>) -> Int32? {
        let head = Self.word(cell, at: 0)
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
        let head = Self.word(cell, at: 0)
        entries.append(
            Entry(
                head: head, hash: Self.hash(cell, head), count: Int32(cell.count), begin: Int32(bytes.count),
                value: value))
        cell.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        place(entries.count - 1)
    }

    private func isEqual(behindHeadOf entry: Entry, _ cell: Span<UInt8>) -> Bool {
        var index = 8
        while index < cell.count {
            if bytes[Int(entry.begin) + index] != cell[index] { return false }
            index += 1
        }
        return true
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

    /// Eight bytes of a cell, or those that are left of it with zeros behind them.
    private static func word(_ cell: Span<UInt8>, at index: Int) -> UInt64 {
        if cell.count - index >= 8 {
            return cell.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        }
        var word: UInt64 = 0
        for place in index..<max(index, cell.count) {
            word |= UInt64(cell[place]) << UInt64(8 * (place - index))
        }
        return word
    }

    /// Cells that begin alike, as codes of wards do, must not land near each other: a product and a shift for eight bytes.
    private static func hash(_ cell: Span<UInt8>, _ head: UInt64) -> UInt32 {
        var hash = (0xCBF2_9CE4_8422_2325 ^ UInt64(cell.count) ^ head) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 29
        var index = 8
        while index < cell.count {
            hash = (hash ^ word(cell, at: index)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index += 8
        }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
