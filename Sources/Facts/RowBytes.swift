/// Room for the bytes of one row after another, kept from row to row: appending asks for no memory and counts no
/// references, which is most of what appending to an array costs.
// Inlinable members of a type that is not usable from inline code are not inlined.
@usableFromInline
package struct RowBytes: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    /// How many bytes have been written since the last `removeAll`.
    @usableFromInline package internal(set) var count = 0

    @usableFromInline
    package init(capacity: Int = 4_096) {
        self.capacity = max(1, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Forgets what was written, keeping the room.
    @inlinable
    package mutating func removeAll() { count = 0 }

    /// Appends a byte.
    @inlinable
    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        if count == capacity { grow(for: 1) }
        base[count] = byte
        count &+= 1
    }

    /// Appends bytes.
    @inlinable
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.baseAddress else { return }
        if capacity - count < bytes.count { grow(for: bytes.count) }
        (base + count).update(from: first, count: bytes.count)
        count += bytes.count
    }

    /// Appends bytes.
    @inlinable
    package mutating func append(_ bytes: Span<UInt8>) { bytes.withUnsafeBufferPointer { append($0) } }

    /// Appends bytes.
    @inlinable
    package mutating func append(_ bytes: borrowing [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    /// Appends words of the program: few bytes, whose number the compiler knows.
    @inlinable
    @inline(__always)
    package mutating func append(_ words: StaticString) {
        let length = words.utf8CodeUnitCount
        if capacity &- count < length { grow(for: length) }
        UnsafeMutableRawPointer(base + count).copyMemory(from: words.utf8Start, byteCount: length)
        count &+= length
    }

    /// Appends some bytes of a store.
    ///
    /// Most are a few words: they are copied in whole blocks, of which the last goes on into the room behind, instead of
    /// by a call that first has to find out how few they are.
    @inlinable
    @inline(__always)
    package mutating func append(_ store: borrowing ByteStore, from begin: Int, to end: Int) {
        let length = end &- begin
        if length > 8 * ByteStore.room || capacity &- count < length &+ ByteStore.room {
            return append(store, slowlyFrom: begin, to: end)
        }
        store.bytes.withUnsafeBytes { bytes in
            precondition(begin >= 0 && length >= 0 && end &+ ByteStore.room <= bytes.count)
            guard let first = bytes.baseAddress else { return }
            var (from, to) = (first + begin, UnsafeMutableRawPointer(base + count))
            var left = length
            repeat {
                let block = from.loadUnaligned(as: SIMD64<UInt8>.self)
                to.storeBytes(of: block, as: SIMD64<UInt8>.self)
                from += ByteStore.room
                to += ByteStore.room
                left &-= ByteStore.room
            } while left > 0
        }
        count &+= length
    }

    @usableFromInline
    @inline(never)
    mutating func append(_ store: borrowing ByteStore, slowlyFrom begin: Int, to end: Int) {
        if capacity - count < end - begin + ByteStore.room { grow(for: end - begin + ByteStore.room) }
        append(store.bytes.span.extracting(begin..<end))
    }

    /// Reads what was written.
    @inlinable
    package func withBytes<Result: ~Copyable>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(UnsafeBufferPointer(start: base, count: count))
    }

    /// What was written.
    package var array: [UInt8] { withBytes { Array($0) } }

    @usableFromInline
    @inline(never)
    mutating func grow(for more: Int) {
        let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: max(capacity * 2, count + more))
        wider.update(from: base, count: count)
        base.deallocate()
        base = wider
        capacity = max(capacity * 2, count + more)
    }
}

/// Bytes kept one behind the other, with room behind the last, so that they can be read in whole blocks.
@usableFromInline
package struct ByteStore: Sendable {
    @usableFromInline var bytes = [UInt8](repeating: 0, count: ByteStore.room)

    /// The size of a block.
    @inlinable
    static var room: Int { 64 }

    package init() {}

    /// How many bytes are kept.
    package var count: Int { bytes.count - Self.room }

    /// Keeps more bytes behind those there are.
    package mutating func append(_ more: some Sequence<UInt8>) {
        bytes.removeLast(Self.room)
        bytes.append(contentsOf: more)
        bytes.append(contentsOf: repeatElement(0, count: Self.room))
    }
}

/// Texts kept one behind the other, each known by its number.
@usableFromInline
package struct TextStore: Sendable {
    @usableFromInline var bytes = ByteStore()
    @usableFromInline var ends: [Int] = [0]

    package init() {}

    /// How many texts there are.
    package var count: Int { ends.count - 1 }

    /// Keeps a text; its number is the number of those before it.
    package mutating func add(_ text: some Sequence<UInt8>) -> Int {
        bytes.append(text)
        ends.append(bytes.count)
        return ends.count - 2
    }

    /// Hands over where it is said where a text is, to be fetched before it is written.
    package func withPlace(of number: Int, _ body: (UnsafePointer<Int>) -> Void) {
        ends.withUnsafeBufferPointer { if let base = $0.baseAddress { body(base + number) } }
    }

    /// Whether a text is empty.
    @inlinable
    package func isEmpty(_ number: Int) -> Bool { ends[number] == ends[number + 1] }

    /// Writes a text.
    @inlinable
    @inline(__always)
    package func write(_ number: Int, to row: inout RowBytes) {
        row.append(bytes, from: ends[number], to: ends[number + 1])
    }
}
