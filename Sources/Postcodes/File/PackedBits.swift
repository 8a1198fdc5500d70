/// Whole numbers of a few bits each, one after the other; the lowest bit of each first.
enum PackedBits {
    /// How many bits a number needs.
    static func width(of number: UInt32) -> Int { UInt32.bitWidth - number.leadingZeroBitCount }

    /// Appends the low bits of numbers to bytes.
    struct Writer {
        private(set) var bytes: [UInt8] = []
        private var waiting: UInt64 = 0
        private var waitingBits = 0

        mutating func append(_ number: UInt32, width: Int) {
            waiting |= UInt64(number) << UInt64(waitingBits)
            waitingBits += width
            while waitingBits >= 8 {
                bytes.append(UInt8(truncatingIfNeeded: waiting))
                waiting >>= 8
                waitingBits -= 8
            }
        }

        /// Fills up the last byte.
        mutating func finish() {
            if waitingBits > 0 { bytes.append(UInt8(truncatingIfNeeded: waiting)) }
            (waiting, waitingBits) = (0, 0)
        }
    }

    /// The number of `width` bits, at most 32, that begins at a bit; nil beyond the end.
    static func number(in bytes: [UInt8], at bit: Int, width: Int) -> UInt32? {
        guard bit >= 0, (0...32).contains(width), bit + width <= bytes.count * 8 else { return nil }
        var number: UInt64 = 0
        var done = 0
        var index = bit / 8
        // The first byte begins in its middle.
        let skipped = bit % 8
        while done < width + skipped {
            number |= UInt64(bytes[index]) << UInt64(done)
            done += 8
            index += 1
        }
        return UInt32(truncatingIfNeeded: number >> UInt64(skipped) & (1 << UInt64(width) - 1))
    }
}

extension [UInt8] {
    /// A number of up to eight bytes, the lowest first; nil where the bytes end.
    func number(at position: Int, size: Int) -> UInt64? {
        guard position >= 0, position <= count - size else { return nil }
        return (0..<size).reduce(0) { $0 | UInt64(self[position + $1]) << UInt64(8 * $1) }
    }

    /// Appends a number, the lowest byte first.
    mutating func append(number: some FixedWidthInteger, size: Int) {
        for index in 0..<size { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
}
