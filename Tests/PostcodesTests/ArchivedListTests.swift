import Diagnostics
import TestSupport
import Testing

@testable import Postcodes

/// Downloads as they are: zip archives with documents and the same list in parts.
struct ArchivedListTests {
    private let whole = (
        name: "Data/ONSPD_MAY_2025_UK.csv",
        text: "pcds,lat,long,oslaua\nB1 1AA,52.4,-1.9,x\nCV1 1AA,52.4,-1.5,x\n"
    )
    private let part = (
        name: "Data/multi_csv/ONSPD_MAY_2025_UK_B.csv", text: "pcds,lat,long,oslaua\nB1 1AA,52.5,-1.9,x\n"
    )
    private let names = (name: "Documents/Ward names.csv", text: "WD25CD,WD25NM\nE05001193,Ladywood\n")
    private let picture = (name: "Documents/guide.pdf", text: "%PDF")

    private func build(_ bytes: [UInt8]) throws(Problems) -> PostcodeFileBuilder.Result {
        var builder = PostcodeFileBuilder()
        try builder.addArchive(size: bytes.count, named: "onspd.zip", read: { Array(bytes[$0]) })
        return try builder.finish()
    }

    private func codes(_ bytes: [UInt8]) -> [Problem.Code] {
        do throws(Problems) {
            _ = try build(bytes)
            return []
        } catch {
            return error.all.map(\.code)
        }
    }

    @Test func `the whole list is read and not its parts, and other files are passed over`() throws {
        let result = try build(Sample.zip([picture, names, part, whole]))
        #expect(result.counts.postcodes == 2 && result.counts.lists == 1 && result.counts.passedOver == 1)
        #expect(result.warnings.isEmpty)
        let parts = try build(Sample.zip([names, part]))
        #expect(parts.counts.postcodes == 1)
    }

    @Test func `an archive without a list, or that is damaged, says so`() {
        #expect(codes(Sample.zip([names, picture])) == [.postcodeArchive])
        #expect(codes(Sample.zip([])) == [.postcodeArchive])
        let bytes = Sample.zip([whole])
        for count in stride(from: 0, to: bytes.count, by: 5) {
            #expect(codes(Array(bytes.prefix(count))) == [.postcodeArchive])
        }
        var broken = bytes
        broken[60] ^= 1
        #expect(codes(broken) == [.postcodeArchive])
    }

    @Test func `lists that are cut or changed anywhere never end in a crash`() {
        var random = SeededRandom(seed: .printed())
        let text = Array((whole.text + "B1 1AB,52.41,-1.91,y\n").utf8)
        let archive = Sample.zip([whole, part])
        for _ in 0..<2_000 {
            var (list, zip) = (text, archive)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                list[Int.random(in: list.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
                zip[Int.random(in: zip.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? Sample.build(String(decoding: list, as: UTF8.self))
            _ = try? build(zip)
        }
    }
}
