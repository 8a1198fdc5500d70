/// A name that nobody can guess: 128 random bits as 32 hexadecimal digits.
enum RandomName {
    static func make(_ generator: inout some RandomNumberGenerator) -> String {
        [generator.next() as UInt64, generator.next()].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }
}
