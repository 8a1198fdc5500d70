import BoundaryFiles
import Diagnostics
import Testing

struct FileBytesTests {
    /// Longer than a piece, or short enough for a sample of an archive.
    private static func text(folders: Int = 40_000) -> [UInt8] {
        Array(
            SampleKML.document(
                SampleKML.placemark(SampleKML.polygon(SampleKML.square(0, 0)))
                    + String(repeating: "<Folder></Folder>\n", count: folders)
            ).utf8)
    }

    /// What is read of a file from outside, and the ranges that were asked for.
    private static func survey(_ bytes: [UInt8], missing: Int? = nil, limits: ReadingLimits = .standard) -> (
        BoundarySurvey, [Range<Int>]
    ) {
        final class Log { var ranges: [Range<Int>] = [] }
        let log = Log()
        let file = FileBytes(size: bytes.count) { range in
            log.ranges.append(range)
            if let missing, range.contains(missing) { return nil }
            return Array(bytes[range])
        }
        return (BoundarySurvey(file, name: "wards.kml", limits: limits), log.ranges)
    }

    @Test func `a file read in pieces is the file read from memory, and never held whole`() {
        for bytes in [Self.text(), SampleArchive.gzip(Self.text(folders: 2_000))] {
            let whole = BoundarySurvey(bytes: bytes, name: "wards.kml")
            let (found, ranges) = Self.survey(bytes)
            #expect(found.wards == whole.wards && found.wards.count == 1)
            #expect(found.problems == whole.problems)
            #expect(found.digest == whole.digest)
            #expect(ranges.allSatisfy { $0.count <= 256 << 10 })
        }
    }

    @Test func `an archive read from outside is the archive in memory`() {
        let entry = SampleArchive.Entry(name: "doc.kml", content: Self.text(folders: 2_000), method: 8)
        let bytes = SampleArchive.zip([entry])
        let found = Self.survey(bytes).0
        #expect(
            found.wards == BoundarySurvey(bytes: bytes, name: "wards.kml").wards && found.wards.count == 1)
        #expect(found.digest == Digest(of: bytes))
    }

    @Test func `a file that stops being readable is refused`() {
        let problems = Self.survey(Self.text(), missing: 300_000).0.problems
        #expect(problems.map(\.code.rawValue) == ["B120"])
        #expect(problems.first?.text.contains("could not be read to its end") == true)
    }

    @Test func `a file longer than the limit is not read at all`() {
        let limits = ReadingLimits(bytes: 1_000, depth: 64, points: 1_000, placemarks: 10)
        let (found, _) = Self.survey(Self.text(), limits: limits)
        #expect(found.problems.map(\.code.rawValue) == ["B104"])
        #expect(found.wards.isEmpty)
    }

    @Test func `many outlines without a code are read in little time`() throws {
        let many = (0..<20_000).map { number in
            "<Placemark><name>Estate \(number)</name>\(SampleKML.polygon(SampleKML.square(0, 0)))</Placemark>"
        }
        let text = SampleKML.document(many.joined() + many[7])
        let survey = BoundarySurvey(bytes: Array(text.utf8), name: "estates.kml", mayLackWards: true)
        #expect(survey.outlines.count == 20_000)
        #expect(survey.problems.count { $0.severity == .error } == 1)
    }
}
