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
        var running = RunningDigest()
        bytes.withUnsafeBufferPointer { running.add($0) }
        self = running.digest
    }

    fileprivate init(_ state: [UInt32]) {
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

/// The digest of bytes that come in pieces.
package struct RunningDigest: Sendable {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]
    /// What does not fill a block of 64 bytes yet.
    private var rest: [UInt8] = []
    private var count = 0

    /// The digest of no bytes.
    package init() {}

    /// Takes more bytes into account.
    package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        count += bytes.count
        var start = 0
        if !rest.isEmpty {
            start = min(64 - rest.count, bytes.count)
            rest.append(contentsOf: bytes[..<start])
            guard rest.count == 64 else { return }
            sha256_mix(&state, rest, 1)
            rest.removeAll(keepingCapacity: true)
        }
        let blocks = (bytes.count - start) / 64
        if blocks > 0, let first = bytes.baseAddress { sha256_mix(&state, first + start, blocks) }
        rest.append(contentsOf: bytes[(start + blocks * 64)...])
    }

    /// The digest of all bytes so far.
    package var digest: Digest {
        // The rest, a one bit, zeros, and the length in bits fill one or two more blocks.
        var tail = rest + [0x80]
        while tail.count % 64 != 56 { tail.append(0) }
        let bits = UInt64(count) &* 8
        for shift in stride(from: 56, through: 0, by: -8) {
            tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        var mixed = state
        sha256_mix(&mixed, tail, tail.count / 64)
        return Digest(mixed)
    }
}
