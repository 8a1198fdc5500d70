/// Room for the words of one key after another, kept from key to key: appending asks for no memory and counts no
/// references.
@usableFromInline
package struct KeyWords: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt64>
    @usableFromInline var capacity: Int
    /// How many words the key has.
    @usableFromInline package internal(set) var count = 0

    package init() {
        capacity = 64
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    @inlinable
    package subscript(index: Int) -> UInt64 {
        precondition(index >= 0 && index < count)
        return base[index]
    }

    /// Begins another key.
    @inlinable
    package mutating func removeAll() { count = 0 }

    @inlinable
    package mutating func append(_ word: UInt64) {
        if count == capacity { grow() }
        base[count] = word
        count += 1
    }

    /// Appends the words of another key, from one of them on.
    package mutating func append(_ other: borrowing KeyWords, from begin: Int = 0) {
        for index in begin..<other.count { append(other[index]) }
    }

    /// The words from one of them on.
    package func words(from begin: Int = 0) -> [UInt64] { (begin..<count).map { base[$0] } }

    @usableFromInline
    @inline(never)
    mutating func grow() {
        let wider = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity * 2)
        wider.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (wider, capacity * 2)
    }
}
