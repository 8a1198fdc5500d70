import DelimitedText
import Diagnostics
import Geometry
import TestSupport
import Testing

@testable import Postcodes

struct PostcodePlacesTests {
    @Test(arguments: [(0, 1e6), (1, 1e6), (700, 1e6), (700, 1e7), (5_000, 1e7)])
    func `every entry is found again exactly, and nothing else`(count: Int, decimals: Double) throws {
        var random = SeededRandom(seed: .printed() &+ UInt64(count))
        let entries = RandomEntries.make(count, decimals: decimals, using: &random)
        var kept: [Postcode: PostcodeEntry] = [:]
        for entry in entries where kept[entry.postcode] == nil { kept[entry.postcode] = entry }
        let places = PostcodePlaces(kept.values)
        try places.verify()
        #expect(places.about.postcodes == kept.count)
        #expect(places.about.placed == kept.values.count { $0.place != nil })
        for entry in kept.values { #expect(places.find(entry.postcode) == .found(entry)) }
        let outward = Set(kept.keys.map(\.outward))
        for _ in 0..<2_000 {
            let postcode = Readings.random(using: &random)
            guard kept[postcode] == nil else { continue }
            #expect(places.find(postcode) == (outward.contains(postcode.outward) ? .missing : .beyond))
        }
    }

    @Test func `the order of the entries does not matter`() throws {
        var random = SeededRandom(seed: .printed())
        var entries = RandomEntries.make(300, decimals: 1e6, using: &random)
        entries = Dictionary(grouping: entries, by: \.postcode).compactMap(\.value.first)
        let digest = PostcodePlaces(entries).about.digest
        for _ in 0..<5 {
            entries.shuffle(using: &random)
            #expect(PostcodePlaces(entries).about.digest == digest)
        }
    }

    @Test func `of several entries for one postcode the one in use, with a place, and last is taken`() throws
    {
        let postcode = try #require(Postcode("B37 7RN"))
        func entry(_ latitude: Double?, _ terminated: CalendarMonth? = nil) -> PostcodeEntry {
            PostcodeEntry(
                postcode, place: latitude.map { Coordinate(longitude: -1.7, latitude: $0) },
                quality: latitude == nil ? .none : .building, terminated: terminated)
        }
        let old = CalendarMonth(year: 2004, month: 3)
        for (entries, winner) in [
            ([entry(52.1), entry(52.2)], entry(52.2)), ([entry(52.1), entry(52.2, old)], entry(52.1)),
            ([entry(52.1), entry(nil)], entry(52.1)), ([entry(52.1, old), entry(nil)], entry(nil)),
        ] {
            #expect(PostcodePlaces(entries).find(postcode) == .found(winner))
        }
    }

    @Test func `invented postcodes and places beyond the earth are left out`() throws {
        let invented = try #require(Postcode("ZZ99 3VZ"))
        let real = try #require(Postcode("B37 7RN"))
        let places = PostcodePlaces([
            PostcodeEntry(invented, place: Coordinate(longitude: -1, latitude: 52)),
            PostcodeEntry(real, place: Coordinate(longitude: 0, latitude: 99.999999)),
        ])
        #expect(places.about.postcodes == 0)
        #expect(places.find(invented) == .beyond && places.find(real) == .beyond)
    }

    @Test func `a whole sector fits, and its rows take six bytes or so`() throws {
        var entries: [PostcodeEntry] = []
        let sector = try #require(Postcode("B37 7RN")).sector
        for unit in 0..<400 {
            let postcode = try #require(Postcode(sector: sector, unit: unit))
            entries.append(
                PostcodeEntry(
                    postcode,
                    place: Coordinate(
                        longitude: Double(-1_800 + unit % 20) / 1_000,
                        latitude: Double(52_400 + unit / 20) / 1_000),
                    quality: .building, ward: unit < 200 ? "E05001287" : "E05001279"))
        }
        var writer = PostcodeFileWriter()
        for entry in entries { writer.add(try #require(PostcodeRow(entry))) }
        let file = writer.finish(source: "x", vintage: "", accuracyMetres: 0)
        #expect(file.blocks.count < 400 * 5)
        let places = try PostcodePlaces(file.bytes, named: "x")
        for entry in entries { #expect(places.find(entry.postcode) == .found(entry)) }
    }

    @Test func `a look-up reads the beginning once and then one sector`() throws {
        var random = SeededRandom(seed: .printed())
        let bytes = try Sample.file(RandomEntries.make(3_000, decimals: 1e6, using: &random))
        let reads = Reads()
        let places = try PostcodePlaces(size: bytes.count, named: "x") { range in
            reads.add(range)
            return Array(bytes[range])
        }
        #expect(reads.taken().count == 2)
        _ = places.find(Readings.random(using: &random))
        #expect(reads.taken().allSatisfy { $0.count < 2_500 })
        #expect(reads.taken().count <= 1)
    }

    @Test func `what the file says about itself is what it was told`() throws {
        var writer = PostcodeFileWriter()
        let postcode = try #require(Postcode("B1 1AA"))
        let entry = PostcodeEntry(postcode, place: Coordinate(longitude: -1, latitude: 52))
        writer.add(try #require(PostcodeRow(entry)))
        let long = String(repeating: "é", count: 5_000)
        let file = writer.finish(source: "Straße & Söhne", vintage: long, accuracyMetres: 5)
        let about = try PostcodePlaces(file.bytes, named: "x").about
        #expect(about.source == "Straße & Söhne")
        #expect(about.vintage == long.prefix(1_000))
        #expect(about.accuracyMetres == 5 && about.postcodes == 1 && about.placed == 1)
        #expect(about.words.hasSuffix(", from grid references, good to about 5 m"))
    }
}
