/// Remembers a number for each sequence of words: what many rows have in common is looked up by it. Sequences of up to
/// two words, as most are, lie in the table itself.
@usableFromInline
package struct WordTable: Sendable {
    @usableFromInline
    struct Entry: Sendable {
        /// The words; of longer sequences the hash, and where in the store they begin.
        @usableFromInline var first: UInt64 = 0
        @usableFromInline var second: UInt64 = 0
        /// How many words there are, and one more; 0 where there is no entry.
        @usableFromInline var length: UInt32 = 0
        @usableFromInline var value: Int32 = 0
    }

    @usableFromInline var slots: [Entry]
    /// The words of longer sequences, one behind the other.
    private var store: [UInt64] = []
    private var count = 0
    private let most: Int

    /// - Parameter most: sequences remembered before the table is full.
    package init(most: Int) {
        self.most = most
        slots = Array(repeating: Entry(), count: 1_024)
    }

    package var isFull: Bool { count >= most }

    /// The number remembered for a sequence.
    @inlinable
    package func value(of key: borrowing KeyWords) -> Int32? {
        if key.count > 2 { return value(ofLong: key) }
        let (first, second) = (key.count > 0 ? key[0] : 0, key.count > 1 ? key[1] : 0)
        let length = UInt32(truncatingIfNeeded: key.count) &+ 1
        let slots = slots.span
        let mask = slots.count &- 1
        var slot = Self.hash(first, second) & mask
        while slots[slot].length != 0 {
            if slots[slot].first == first, slots[slot].second == second, slots[slot].length == length {
                return slots[slot].value
            }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    @usableFromInline
    func value(ofLong key: borrowing KeyWords) -> Int32? {
        let hash = Self.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot].length != 0 {
            if slots[slot].first == hash, Int(slots[slot].length) == key.count + 1,
                isEqual(Int(slots[slot].second), key)
            {
                return slots[slot].value
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Remembers a number for a sequence that has none.
    package mutating func insert(_ value: Int32, for key: borrowing KeyWords) {
        if isFull { return }
        if (count + 1) * 2 > slots.count { grow() }
        var entry = Entry(length: UInt32(key.count + 1), value: value)
        if key.count > 2 {
            (entry.first, entry.second) = (Self.hash(key), UInt64(store.count))
            store += key.words()
        } else {
            if key.count > 0 { entry.first = key[0] }
            if key.count > 1 { entry.second = key[1] }
        }
        count += 1
        place(entry)
    }

    package mutating func removeAll() { self = WordTable(most: most) }

    private func isEqual(_ begin: Int, _ key: borrowing KeyWords) -> Bool {
        for index in 0..<key.count where store[begin + index] != key[index] { return false }
        return true
    }

    private mutating func place(_ entry: Entry) {
        let hash =
            entry.length > 3
            ? Int(truncatingIfNeeded: entry.first) : Self.hash(entry.first, entry.second)
        var slot = hash & (slots.count - 1)
        while slots[slot].length != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = entry
    }

    private mutating func grow() {
        let entries = slots
        slots = Array(repeating: Entry(), count: entries.count * 2)
        for entry in entries where entry.length != 0 { place(entry) }
    }

    @inlinable
    static func hash(_ first: UInt64, _ second: UInt64) -> Int {
        let product = (first ^ second &* 0xD6E8_FEB8_6659_FD93).multipliedFullWidth(
            by: 0x9E37_79B9_7F4A_7C15)
        return Int(truncatingIfNeeded: product.high ^ product.low)
    }

    private static func hash(_ key: borrowing KeyWords) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: key.count)
        for index in 0..<key.count {
            let product = (hash ^ key[index]).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
        }
        return hash
    }
}
