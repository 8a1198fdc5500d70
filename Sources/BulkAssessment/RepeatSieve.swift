/// Tells which identities of a very long list can be there twice, in memory that does not grow with the list: two bits
/// for each of many places, one for the first identity that falls there and one for any other.
///
/// Of identities that it lets through, few are really there twice; of those that it holds back, none.
struct RepeatSieve: Sendable {
    private var seen: [UInt64]
    private var again: [UInt64]
    private let mask: UInt64
    /// Whether any identity can be there twice.
    private(set) var hasRepeats = false

    /// - Parameter bits: the number of places is two to the power of this.
    init(bits: Int = 28) {
        mask = (1 << UInt64(bits)) - 1
        seen = Array(repeating: 0, count: 1 << max(0, bits - 6))
        again = seen
    }

    mutating func add(_ identity: Identity) {
        let (word, bit) = place(identity)
        if seen[word] & bit != 0 {
            again[word] |= bit
            hasRepeats = true
        }
        seen[word] |= bit
    }

    /// Whether another row may have the identity as well.
    func mayRepeat(_ identity: Identity) -> Bool {
        let (word, bit) = place(identity)
        return again[word] & bit != 0
    }

    private func place(_ identity: Identity) -> (word: Int, bit: UInt64) {
        let folded = UInt64(truncatingIfNeeded: identity.value ^ identity.value >> 64)
        let mixed = (folded ^ folded >> 32) &* 0x9E37_79B9_7F4A_7C15
        let place = (mixed >> 20) & mask
        return (Int(place >> 6), 1 << (place & 63))
    }
}
