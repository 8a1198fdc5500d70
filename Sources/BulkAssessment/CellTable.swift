/// Remembers a number for each cell met: most cells of a list say what others have said.
struct CellTable {
    private var slots: [Int32]
    private var begins: [Int32] = [0]
    private var values: [Int32] = []
    private var hashes: [UInt32] = []
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
    func isFull(for count: Int) -> Bool { values.count >= most || bytes.count + count > mostBytes }

    /// The number remembered for a cell.
    func value(of cell: Span<UInt8>) -> Int32? {
        let hash = Self.hash(cell)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = Int(slots[slot])
            if hashes[entry] == hash, isEqual(entry, cell) { return values[entry] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Remembers a number for a cell that has none; forgets all others first when there is no room.
    mutating func insert(_ value: Int32, for cell: Span<UInt8>) {
        if isFull(for: cell.count) { removeAll() }
        if cell.count > mostBytes { return }
        if (values.count + 1) * 2 > slots.count { grow() }
        hashes.append(Self.hash(cell))
        values.append(value)
        cell.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
        begins.append(Int32(bytes.count))
        place(values.count - 1)
    }

    private func isEqual(_ entry: Int, _ cell: Span<UInt8>) -> Bool {
        let begin = Int(begins[entry])
        guard Int(begins[entry + 1]) - begin == cell.count else { return false }
        for index in cell.indices where bytes[begin + index] != cell[index] { return false }
        return true
    }

    private mutating func place(_ entry: Int) {
        var slot = Int(hashes[entry]) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(entry)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        for entry in values.indices { place(entry) }
    }

    /// FNV-1a over eight bytes at a time.
    private static func hash(_ cell: Span<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var index = 0
        while index + 8 <= cell.count {
            let word = cell.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            index += 8
        }
        while index < cell.count {
            hash = (hash ^ UInt64(cell[index])) &* 0x0000_0100_0000_01B3
            index += 1
        }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
