/// Remembers a number for each cell met: most cells of a list say what others have said.
struct CellTable {
    private struct Entry {
        /// The first eight bytes and the last eight, or all with zeros behind them. Of up to sixteen bytes there are no
        /// others.
        var head: UInt64 = 0
        var tail: UInt64 = 0
        var count: UInt32 = 0
        var hash: UInt32 = 0
        /// Where the bytes of a longer cell begin; -1 where there is no entry.
        var begin: Int32 = -1
        var value: Int32 = 0
    }

    /// What is compared of a cell at once.
    private struct Key {
        var head: UInt64
        var tail: UInt64
        var hash: UInt32
    }

    private var slots: [Entry]
    private var count = 0
    /// Those of cells that are longer than a key.
    private var bytes: [UInt8] = []
    private let most: Int
    private let mostBytes: Int
    /// How many bytes are compared at once.
    private static let keyLength = 16

    /// - Parameter most: cells remembered before the table is full; as is one of 64 bytes for each of them.
    init(most: Int) {
        self.most = most
        mostBytes = most * 64
        slots = Array(repeating: Entry(), count: 256)
    }

    /// Forgets everything.
    mutating func removeAll() { self = CellTable(most: most) }

    /// Whether something of so many bytes has no room.
    func isFull(for length: Int) -> Bool { count >= most || bytes.count + length > mostBytes }

    /// The number remembered for a cell.
    func value(of cell: Span<UInt8>) -> Int32? { value(of: cell, 0..<cell.count) }

    /// The number remembered for a cell, which is part of a text.
    @inline(__always)
    func value(of text: Span<UInt8>, _ cell: Range<Int>) -> Int32? {
        let key = Self.key(text, cell)
        var slot = Int(truncatingIfNeeded: key.hash) & (slots.count &- 1)
        while slots[slot].begin >= 0 {
            let entry = slots[slot]
            if entry.head == key.head, entry.tail == key.tail, Int(entry.count) == cell.count,
                cell.count <= Self.keyLength || isEqual(betweenEndsOf: entry, text.extracting(cell))
            {
                return entry.value
            }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    /// Remembers a number for a cell that has none; forgets all others first when there is no room.
    mutating func insert(_ value: Int32, for cell: Span<UInt8>) {
        if isFull(for: cell.count) { removeAll() }
        if cell.count > mostBytes { return }
        if (count + 1) * 2 > slots.count { grow() }
        let key = Self.key(cell, 0..<cell.count)
        let begin = cell.count > Self.keyLength ? Int32(bytes.count) : 0
        if cell.count > Self.keyLength { cell.withUnsafeBufferPointer { bytes.append(contentsOf: $0) } }
        place(
            Entry(
                head: key.head, tail: key.tail, count: UInt32(cell.count), hash: key.hash, begin: begin,
                value: value))
        count += 1
    }

    /// The last eight bytes stand for those that are left: what they go over twice does no harm.
    @inline(never)
    private func isEqual(betweenEndsOf entry: Entry, _ cell: Span<UInt8>) -> Bool {
        let begin = Int(entry.begin)
        let known = bytes.span.extracting(begin..<begin + cell.count)
        var index = 8
        while index + 8 < cell.count {
            if Self.word(known, at: index) != Self.word(cell, at: index) { return false }
            index += 8
        }
        return true
    }

    private mutating func place(_ entry: Entry) {
        var slot = Int(entry.hash) & (slots.count - 1)
        while slots[slot].begin >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = entry
    }

    private mutating func grow() {
        let entries = slots
        slots = Array(repeating: Entry(), count: entries.count * 2)
        for entry in entries where entry.begin >= 0 { place(entry) }
    }

    /// Eight bytes of a cell.
    @inline(__always)
    private static func word(_ cell: Span<UInt8>, at index: Int) -> UInt64 {
        cell.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
    }

    /// What cells are told apart by. Those that begin alike, as codes of wards do, must not land near each other: only the
    /// highest bits of a product depend on all bytes, and are brought down.
    @inline(__always)
    private static func key(_ text: Span<UInt8>, _ cell: Range<Int>) -> Key {
        let count = cell.count
        var head: UInt64 = 0
        var tail: UInt64 = 0
        if cell.lowerBound &+ 8 <= text.count {
            // What lies behind a short cell is read and cut off, for its length cannot be foretold.
            let own: UInt64 = count < 8 ? 1 &<< UInt64(8 &* count) &- 1 : ~0
            head = word(text, at: cell.lowerBound) & own
            tail = word(text, at: max(cell.lowerBound, cell.upperBound &- 8)) & own
        } else {
            for index in 0..<count { head |= UInt64(text[cell.lowerBound + index]) << UInt64(8 * index) }
            tail = head
        }
        var hash = (head ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ hash &>> 32 ^ tail) &* 0xD6E8_FEB8_6659_FD93
        if count > keyLength { hash = longHash(text.extracting(cell), hash) }
        return Key(head: head, tail: tail, hash: UInt32(truncatingIfNeeded: (hash ^ hash &>> 24) &>> 32))
    }

    @inline(never)
    private static func longHash(_ cell: Span<UInt8>, _ hash: UInt64) -> UInt64 {
        var hash = hash
        var index = 8
        while index + 8 < cell.count {
            hash = (hash ^ hash >> 32 ^ word(cell, at: index)) &* 0x9E37_79B9_7F4A_7C15
            index += 8
        }
        return hash
    }
}
