import BoundaryFiles
import Diagnostics
import Testing

/// A small generator whose whole state is its seed, so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

struct CorruptionTests {
    private static let sample = Array(
        SampleKML.document(
            "<description>Two wards</description>"
                + SampleKML.placemark(SampleKML.polygon(SampleKML.square(0, 0)))
                + SampleKML.placemark(
                    code: "E05001217", name: "Weoley &amp; more",
                    "<MultiGeometry>" + SampleKML.polygon(SampleKML.square(4, 0))
                        + SampleKML.polygon(SampleKML.square(8, 0)) + "</MultiGeometry>")
        ).utf8)

    private static let pieces = [
        "<", ">", "</", "/>", "<!DOCTYPE", "<![CDATA[", "]]>", "<!--", "&", "&lt;", "&#0;", "\0", "\u{FEFF}",
        "-",
        ",", " ", "\n", "1e9", "1e-999", "e", ".", "<kml>", "</Polygon>", "<Polygon>", "<Placemark>",
        "</Placemark>",
        "<coordinates>", "é", "99999999999999999999999999", "xmlns=\"\"", "?>", "<?xml version=\"1.0\"?>",
    ]

    @Test func `a corrupted file loads or is refused, and never does anything else`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("corruption seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        var loaded = 0
        for _ in 0..<4_000 {
            var bytes = Self.sample
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                let end = min(bytes.count, place + Int.random(in: 0...40, using: &generator))
                switch Int.random(in: 0..<6, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.removeSubrange(place..<end)
                case 2:
                    bytes.insert(
                        contentsOf: Self.pieces.randomElement(using: &generator)?.utf8 ?? "".utf8, at: place)
                case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
                case 4: bytes = Array(bytes.prefix(max(place, 1)))
                default: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &generator)
                }
                if bytes.isEmpty { bytes = [0] }
            }
            do throws(Problems) {
                let file = try BoundaryFile(bytes: bytes, name: "corrupted.kml")
                loaded += 1
                #expect(!file.wards.isEmpty, "seed \(seed)")
                #expect(file.wards.allSatisfy { !$0.polygons.isEmpty }, "seed \(seed)")
            } catch {
                #expect(error.all.contains { $0.severity == .error }, "seed \(seed)")
            }
        }
        // Some corruptions only change a name.
        #expect(loaded > 0 && loaded < 4_000, "seed \(seed)")
    }
}
