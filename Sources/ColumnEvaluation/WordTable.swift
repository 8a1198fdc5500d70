/// Remembers a number for each sequence of words, in one flat store: what many rows have in common is looked up by it.
package struct WordTable: Sendable {
    /// For each place, where in the store a sequence begins, and part of its hash above that; 0 for none.
    private var slots: [UInt64]
    /// Sequences one behind the other: the hash, the value, how many words there are, and the words. The first word
    /// belongs to none.
    private var store: [UInt64] = [0]
    private var count = 0
    private let most: Int

    private static let offsetBits: UInt64 = 40
    private static let offsets: UInt64 = 1 << offsetBits - 1

    /// - Parameter most: sequences remembered before the table is full.
    package init(most: Int) {
        self.most = most
        slots = Array(repeating: 0, count: 1_024)
    }

    package var isFull: Bool { count >= most }

    /// The number remembered for a sequence.
    package func value(of key: borrowing KeyWords) -> Int32? {
        let hash = Self.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let found = slots[slot]
            if found >> Self.offsetBits == hash >> Self.offsetBits {
                let begin = Int(found & Self.offsets)
                if store[begin] == hash, isEqual(begin + 1, key) {
                    return Int32(truncatingIfNeeded: store[begin + 1])
                }
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Remembers a number for a sequence that has none.
    package mutating func insert(_ value: Int32, for key: borrowing KeyWords) {
        if isFull { return }
        if (count + 1) * 2 > slots.count { grow() }
        let begin = store.count
        store.append(Self.hash(key))
        store.append(UInt64(UInt32(bitPattern: value)) | UInt64(key.count) << 32)
        for index in 0..<key.count { store.append(key[index]) }
        count += 1
        place(begin)
    }

    package mutating func removeAll() { self = WordTable(most: most) }

    private func isEqual(_ begin: Int, _ key: borrowing KeyWords) -> Bool {
        guard Int(store[begin] >> 32) == key.count else { return false }
        for index in 0..<key.count where store[begin + 1 + index] != key[index] { return false }
        return true
    }

    private mutating func place(_ begin: Int) {
        let hash = store[begin]
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = UInt64(begin) | hash & ~Self.offsets
    }

    private mutating func grow() {
        slots = Array(repeating: 0, count: slots.count * 4)
        var begin = 1
        while begin < store.count {
            place(begin)
            begin += 2 + Int(store[begin + 1] >> 32)
        }
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
