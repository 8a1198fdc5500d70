import CSHA256

/// The SHA-256 of some bytes: a short, stable name for exactly this content.
public struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The 64 hexadecimal digits, lower case.
    public let hex: String

    /// The first twelve hexadecimal digits, for people to compare.
    public var short: String { String(hex.prefix(12)) }

    /// The same as `hex`.
    public var description: String { hex }

    /// The digest of a sequence of bytes.
    public init(of bytes: [UInt8]) {
        var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
            0x5be0_cd19,
        ]
        let wholeBlocks = bytes.count / 64
        sha256_mix(&state, bytes, wholeBlocks)
        // The rest, a one bit, zeros, and the length in bits fill one or two more blocks.
        var tail = Array(bytes[(wholeBlocks * 64)...]) + [0x80]
        while tail.count % 64 != 56 { tail.append(0) }
        let bits = UInt64(bytes.count) &* 8
        for shift in stride(from: 56, through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        sha256_mix(&state, tail, tail.count / 64)
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for word in state {
            for shift in stride(from: 28, through: 0, by: -4) {
                text.append(digits[Int(word >> UInt32(shift) & 15)])
            }
        }
        hex = String(decoding: text, as: UTF8.self)
    }
}
