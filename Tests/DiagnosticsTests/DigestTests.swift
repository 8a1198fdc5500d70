import CSHA256
import Diagnostics
import Testing

struct DigestTests {
    @Test(
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func `a digest is that of the published examples`(text: String, hex: String) {
        let digest = Digest(of: Array(text.utf8))
        #expect(digest.hex == hex)
        #expect(digest.short == hex.prefix(12))
    }

    @Test func `a million bytes and every length around a block have the right padding`() {
        let million = Digest(of: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        #expect(million.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        #expect(Set((0...130).map { Digest(of: [UInt8](repeating: 0, count: $0)).hex }).count == 131)
    }

    @Test func `a processor with instructions for it finds what plain arithmetic finds`() {
        var (one, other) = ([UInt32](0..<8), [UInt32](0..<8))
        let bytes = (0..<64 * 37).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 5) }
        sha256_mix(&one, bytes, 37)
        sha256_mix_plainly(&other, bytes, 37)
        #expect(one == other)
    }
}
