import Archives
import Diagnostics
import TestSupport
import Testing

@testable import Postcodes

/// Files that are not as they were written: never a crash, and never another answer.
struct DamageTests {
    private static func codes(_ bytes: [UInt8]) -> [String] {
        do throws(Problems) {
            try PostcodePlaces(bytes, named: "x.postcodes").verify()
            return []
        } catch {
            return error.all.map(\.code.rawValue)
        }
    }

    @Test func `a file that breaks off or goes on is refused`() throws {
        var random = SeededRandom(seed: .printed())
        let bytes = try Sample.file(RandomEntries.make(200, decimals: 1e6, using: &random))
        #expect(Self.codes(bytes) == [])
        for count in 0..<bytes.count { #expect(Self.codes(Array(bytes.prefix(count))) == ["P111"]) }
        #expect(Self.codes(bytes + [0]) == ["P111"])
        #expect(Self.codes(Array("postcode,latitude,longitude\n".utf8)) == ["P111"])
        var newer = bytes
        newer[16] = 2
        #expect(Self.codes(newer) == ["P112"])
        newer[16] = 0
        #expect(Self.codes(newer) == ["P111"])
    }

    @Test func `any byte that is changed is noticed, and no look-up gives another answer`() throws {
        var random = SeededRandom(seed: .printed())
        let entries = RandomEntries.make(150, decimals: 1e6, using: &random)
        let bytes = try Sample.file(entries)
        let good = try PostcodePlaces(bytes, named: "x")
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= UInt8.random(in: 1...255, using: &random)
            #expect(["P111", "P112"].contains(Self.codes(damaged).first ?? "none"), "byte \(index)")
            guard let places = try? PostcodePlaces(damaged, named: "x") else { continue }
            for entry in entries.shuffled(using: &random).prefix(20) {
                let found = places.find(entry.postcode)
                #expect(found == .damaged || found == good.find(entry.postcode), "byte \(index)")
            }
        }
    }

    @Test func `a file made to mislead, with its checksums right, crashes nothing`() throws {
        var random = SeededRandom(seed: .printed())
        let entries = RandomEntries.make(150, decimals: 1e6, using: &random)
        let bytes = try Sample.file(entries)
        let header = try PostcodeFileHeader(
            Array(bytes[..<PostcodeFileHeader.size(of: bytes)]), fileSize: bytes.count)
        for turn in 0..<800 {
            var made = bytes
            let isHeader = turn.isMultiple(of: 2)
            let part = isHeader ? 24..<header.size : header.range(of: turn % header.sectors.count)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: part, using: &random)
                made[index] =
                    [0, 0xFF, UInt8.random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
            seal(&made, header)
            guard let places = try? PostcodePlaces(made, named: "x") else { continue }
            for entry in entries.prefix(12) { _ = places.find(entry.postcode) }
            try? places.verify()
        }
    }

    /// Puts the checksums of all sectors and of the header right, where the header still is.
    private func seal(_ bytes: inout [UInt8], _ header: PostcodeFileHeader) {
        func put(_ value: UInt32, at position: Int) {
            for index in 0..<4 { bytes[position + index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
        }
        let table = header.size - header.sectors.count * 12
        for index in header.sectors.indices {
            put(Checksum(of: bytes[header.range(of: index)]).value, at: table + index * 12 + 8)
        }
        put(Checksum(of: bytes[24..<header.size]).value, at: 20)
    }

    @Test func `a file that goes away while it is used is damaged, not empty`() throws {
        var random = SeededRandom(seed: .printed())
        let entries = RandomEntries.make(100, decimals: 1e6, using: &random)
        let bytes = try Sample.file(entries)
        let header = try PostcodeFileHeader.size(of: bytes)
        for replacement in [nil, [], [UInt8](repeating: 0, count: 3)] as [[UInt8]?] {
            let places = try PostcodePlaces(size: bytes.count, named: "x") { range in
                range.lowerBound < header ? Array(bytes[range]) : replacement
            }
            #expect(places.find(try #require(entries.first).postcode) == .damaged)
            #expect(throws: Problems.self) { try places.verify() }
        }
    }
}
