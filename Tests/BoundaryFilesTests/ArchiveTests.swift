import BoundaryFiles
import Diagnostics
import Foundation
import Testing

struct ArchiveTests {
    private static func kml(_ code: String) -> [UInt8] {
        Array(
            SampleKML.document(SampleKML.placemark(code: code, SampleKML.polygon(SampleKML.square(0, 0))))
                .utf8)
    }

    private static func codes(_ bytes: [UInt8], limits: ReadingLimits = .standard) -> [String] {
        do throws(Problems) {
            return try BoundaryFile(bytes: bytes, name: "map.kmz", limits: limits).wards.map(\.code)
        } catch {
            return error.all.map(\.code.rawValue)
        }
    }

    private typealias Entry = SampleArchive.Entry

    @Test func `a KMZ is read for its doc kml, or else its first map`() {
        let other = Entry(name: "files/a.kml", content: Self.kml("E05000001"))
        let main = Entry(name: "Doc.KML", content: Self.kml("E05000002"), method: 8)
        let picture = Entry(name: "files/icon.png", content: [1, 2, 3])
        #expect(Self.codes(SampleArchive.zip([picture, other, main])) == ["E05000002"])
        #expect(
            Self.codes(SampleArchive.zip([picture, other], comment: "PK\u{05}\u{06} no end")) == ["E05000001"]
        )
        let outside = Entry(name: "../../etc/passwd.kml", content: Self.kml("E05000003"))
        #expect(Self.codes(SampleArchive.zip([outside])) == ["E05000003"])
    }

    @Test func `an archive that is damaged or of another kind is refused`() {
        let content = Self.kml("E05000001")
        let good = Entry(name: "doc.kml", content: content, method: 8)
        func changed(_ change: (inout Entry) -> Void) -> [String] {
            var entry = good
            change(&entry)
            return Self.codes(SampleArchive.zip([entry]))
        }
        #expect(changed { _ in } == ["E05000001"])
        #expect(changed { $0.checksum = 1 } == ["B120"])
        #expect(changed { $0.size = 1 } == ["B120"])
        #expect(changed { $0.flags = 1 } == ["B121"])
        #expect(changed { $0.method = 12 } == ["B121"])
        #expect(changed { $0.size = 0xFFFF_FFFF } == ["B121"])
        #expect(changed { $0.name = "wards.shp" } == ["B122"])
        #expect(Self.codes(SampleArchive.zip([])) == ["B122"])
        let whole = SampleArchive.zip([good])
        for length in stride(from: 4, to: whole.count, by: 7) {
            #expect(Self.codes(Array(whole.prefix(length))) == ["B120"])
        }
        // A zip in a gzip is neither a map nor worth another round.
        #expect(Self.codes(SampleArchive.gzip(whole)) == ["B101"])
    }

    @Test func `gzip is unpacked, in one member or several`() {
        let content = Self.kml("E05000001")
        #expect(Self.codes(SampleArchive.gzip(content)) == ["E05000001"])
        let (head, tail) = (Array(content[..<50]), Array(content[50...]))
        #expect(Self.codes(SampleArchive.gzip(head) + SampleArchive.gzip(tail)) == ["E05000001"])
        #expect(Self.codes(SampleArchive.gzip(content) + [0, 0, 0]) == ["E05000001"])
        #expect(Self.codes(SampleArchive.gzip(content) + [7]) == ["B120"])
        #expect(Self.codes(SampleArchive.gzip(content).dropLast(9)) == ["B120"])
        #expect(Self.codes([0x1F, 0x8B, 8, 0]) == ["B120"])
        var broken = SampleArchive.gzip(content)
        broken[40] ^= 1
        #expect(Self.codes(broken) == ["B120"])
    }

    @Test func `a packed map reads as it does unpacked, however its pieces fall`() throws {
        let content = Array("\u{FEFF}\n \n".utf8) + Self.kml("E05000001")
        for cut in 0..<40 {
            let members =
                SampleArchive.gzip(Array(content[..<cut])) + SampleArchive.gzip(Array(content[cut...]))
            #expect(Self.codes(members) == Self.codes(content))
        }
        let json = Array(SampleGeoJSON.collection(SampleGeoJSON.feature()).utf8)
        let packed = SampleArchive.gzip(json)
        #expect(Self.codes(packed) == Self.codes(json))
        #expect(Self.codes(SampleArchive.gzip(Array("  \n".utf8))) == ["B101"])
    }

    @Test func `what comes out of a damaged archive is not judged`() {
        // Broken in the middle, so that the text is no XML either, with the checksum to tell.
        var content = Self.kml("E05000001")
        let good = Entry(name: "doc.kml", content: content, method: 8)
        content[content.count / 2] = UInt8(ascii: "<")
        var bad = Entry(name: "doc.kml", content: content, method: 8)
        bad.checksum = SampleArchive.crc(good.content)
        #expect(Self.codes(SampleArchive.zip([bad])) == ["B120"])
    }

    @Test func `unpacking stops at the limits`() {
        var limits = ReadingLimits.standard
        limits.bytes = 300
        #expect(Self.codes(SampleArchive.gzip(Self.kml("E05000001")), limits: limits) == ["B104"])
        let entry = Entry(name: "doc.kml", content: Self.kml("E05000001"), method: 8)
        #expect(Self.codes(SampleArchive.zip([entry]), limits: limits) == ["B104"])
        // The size in the table may lie.
        var lying = entry
        lying.size = 10
        #expect(Self.codes(SampleArchive.zip([lying]), limits: limits) == ["B104"])
    }

    @Test func `a bomb is put out before it fills the memory`() throws {
        // A megabyte of zeros by the real gzip, 1,000 to 1, sixteen times over.
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["sh", "-c", "head -c 16777216 /dev/zero | gzip -9"]
        let output = Pipe()
        gzip.standardOutput = output
        try gzip.run()
        let bomb = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        gzip.waitUntilExit()
        #expect(bomb.count < 30_000)
        #expect(Self.codes(bomb) == ["B104"])
    }
}
