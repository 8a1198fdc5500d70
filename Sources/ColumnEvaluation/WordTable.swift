/// Remembers a number for each sequence of words, in one flat store: what many rows have in common is looked up by it.
package struct WordTable: Sendable {
    private var slots: [Int32]
    private var begins: [Int32] = []
    private var values: [Int32] = []
    private var hashes: [UInt64] = []
    private var words: [UInt64] = []
    private let most: Int

    /// - Parameter most: sequences remembered before the table is full.
    package init(most: Int) {
        self.most = most
        slots = Array(repeating: -1, count: 1_024)
    }

    package var isFull: Bool { values.count >= most }

    /// The number remembered for a sequence.
    package func value(of key: borrowing [UInt64]) -> Int32? {
        let hash = Self.hash(key)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = Int(slots[slot])
            if hashes[entry] == hash, isEqual(entry, key) { return values[entry] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Remembers a number for a sequence that has none.
    package mutating func insert(_ value: Int32, for key: [UInt64]) {
        if isFull { return }
        if (values.count + 1) * 2 > slots.count { grow() }
        hashes.append(Self.hash(key))
        values.append(value)
        begins.append(Int32(words.count))
        words += key
        place(values.count - 1)
    }

    package mutating func removeAll() { self = WordTable(most: most) }

    private func isEqual(_ entry: Int, _ key: borrowing [UInt64]) -> Bool {
        let begin = Int(begins[entry])
        let end = entry + 1 < begins.count ? Int(begins[entry + 1]) : words.count
        guard end - begin == key.count else { return false }
        for index in key.indices where words[begin + index] != key[index] { return false }
        return true
    }

    private mutating func place(_ entry: Int) {
        var slot = Int(truncatingIfNeeded: hashes[entry]) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(entry)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 4)
        for entry in values.indices { place(entry) }
    }

    private static func hash(_ key: borrowing [UInt64]) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: key.count)
        for index in key.indices {
            let product = (hash ^ key[index]).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            hash = product.high ^ product.low
        }
        return hash
    }
}
