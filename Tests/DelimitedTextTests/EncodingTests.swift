import Diagnostics
import TestSupport
import Testing

@testable import DelimitedText

@Suite struct `Encodings` {
    static let text = "naïve;café\nZoë 🏡;£5\n"

    static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return bigEndian ? pair : pair.reversed()
        }
    }

    static func problem(_ bytes: [UInt8], _ options: DelimitedOptions = DelimitedOptions()) -> Problem? {
        do throws(Problems) {
            _ = try DelimitedTable(bytes: bytes, named: "list.csv", options: options)
            return nil
        } catch {
            return error.all.first
        }
    }

    @Test(arguments: [
        (Array(text.utf8), TextEncoding.utf8), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), .utf8),
        (utf16(text, bigEndian: false, mark: true), .utf16LittleEndian),
        (utf16(text, bigEndian: true, mark: true), .utf16BigEndian),
        (utf16(text, bigEndian: false, mark: false), .utf16LittleEndian),
        (utf16(text, bigEndian: true, mark: false), .utf16BigEndian),
    ])
    func `one text is the same list in each encoding that can be found`(
        _ bytes: [UInt8], _ expected: TextEncoding
    ) throws {
        let table = try DelimitedTable(bytes: bytes, named: "list.csv")
        #expect(table.encoding == expected)
        #expect(table.header.map(\.name) == ["naïve", "café"])
        #expect(table.records.map { [$0.string(0), $0.string(1)] } == [["Zoë 🏡", "£5"]])
        #expect(table.records.map(\.line) == [2])
    }

    @Test func `Windows-1252 is read when declared`() throws {
        let bytes = Array("name,owed\nRen".utf8) + [0xE9] + Array(",".utf8) + [0x80] + Array("5\n".utf8)
        let table = try DelimitedTable(
            bytes: bytes, named: "list.csv", options: DelimitedOptions(encoding: .windows1252))
        #expect(table.records.map { [$0.string(0), $0.string(1)] } == [["René", "€5"]])
    }

    @Test func `Windows-1252 that is not declared is a problem that names the line and the way out`() throws {
        let bytes = Array("name,owed\r\nAnn,1\r\nRen".utf8) + [0xE9] + Array(",5\r\n".utf8)
        let problem = try #require(Self.problem(bytes))
        #expect(problem.code == .notUTF8)
        #expect(
            problem.text == """
                list.csv:3:4: error L101: Line 3 has the byte 0xE9, which is not UTF-8 here. In Windows-1252 it would \
                be “é”.
                  3 | Ren�,5
                    |    ^
                  Expected: Text in UTF-8, or in UTF-16 with its byte order mark.
                  If the list was saved by an older Windows program, use --encoding windows-1252.
                """)
    }

    @Test(
        arguments: [
            (Array("a\nb\0c\n".utf8), nil, Problem.Code.zeroByte, 2),
            (Array("a\nb".utf8) + [0xC3], nil, .notUTF8, 2),
            (Array("a\nb".utf8) + [0xED, 0xA0, 0x80], nil, .notUTF8, 2),
            (Array("a\nb\n".utf8) + [0x81], .windows1252, .notWindows1252, 3),
            ([0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x00, 0xD8, 0x61, 0], nil, .brokenUTF16, 2),
            ([0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x00, 0xD8], nil, .brokenUTF16, 2),
            ([0xFF, 0xFE, 0x61, 0, 0x0A], nil, .brokenUTF16, 1),
            ([0xFF, 0xFE, 0x61, 0, 0x0D, 0, 0x0A, 0, 0x00, 0xDC], nil, .brokenUTF16, 2),
            ([0xFF, 0xFE, 0x61, 0, 0x00, 0], nil, .zeroByte, 1),
            ([0xEF, 0xBB, 0xBF, 0x61], .windows1252, .contradictsMark, 1),
        ] as [([UInt8], TextEncoding?, Problem.Code, Int)])
    func `what is not text is a problem at its line`(
        _ bytes: [UInt8], _ declared: TextEncoding?, _ code: Problem.Code, _ line: Int
    ) throws {
        let problem = try #require(Self.problem(bytes, DelimitedOptions(encoding: declared)))
        #expect(problem.code == code)
        #expect(problem.places.first?.line == line)
    }

    @Test func `a reader tells the line of a fault far down the list`() throws {
        let lines = (2...20_000).map { "row \($0),x\r\n" }.joined()
        let bytes = Array("a,b\r\n\(lines)".utf8) + [0xE9, 0x0A]
        var reader = try DelimitedReader(
            TinyBlocks(bytes: bytes, blockSize: 1_021), named: "list.csv", chunkSize: ChunkSize(bytes: 5_000))
        var records = 0
        do throws(Problems) {
            while let chunk = try reader.nextChunk() { records += chunk.recordCount }
            Issue.record("the fault was not found")
        } catch {
            #expect(error.all.first?.places.first?.line == 20_001)
            #expect(error.all.first?.places.first?.excerpt == "�")
        }
        #expect(records > 19_000)
    }

    @Test(arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .windows1252])
    func `any block size decodes to the same text`(_ encoding: TextEncoding) throws {
        var random = SeededRandom(seed: .printed())
        let pieces = ["a", ",", "é", "\r\n", "\n", "\r", "£"] + (encoding == .windows1252 ? [] : ["🏡", "€"])
        for _ in 0..<100 {
            // Longer than the sample that the encoding is found by, which is read in one go.
            let text = "h,i\n" + String(decoding: random.text(of: pieces, length: 900...1_500), as: UTF8.self)
            let bytes: [UInt8] =
                switch encoding {
                case .utf8: [0xEF, 0xBB, 0xBF] + Array(text.utf8)
                case .utf16LittleEndian: Self.utf16(text, bigEndian: false, mark: true)
                case .utf16BigEndian: Self.utf16(text, bigEndian: true, mark: true)
                case .windows1252: text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
                }
            var options = DelimitedOptions(encoding: encoding)
            options.limits.sampledBytes = 1
            options.delimiter = .comma
            let source = TinyBlocks(bytes: bytes, blockSize: Int.random(in: 1...7, using: &random))
            var reader = try DelimitedReader(source, named: "list", options: options)
            let table = try DelimitedTable(bytes: Array(text.utf8), named: "list", options: options.asUTF8)
            var found: [[String]] = []
            while let chunk = try reader.nextChunk() {
                found += chunk.records.map { record in (0..<record.count).map { record.string($0) } }
            }
            #expect(found == table.records.map { record in (0..<record.count).map { record.string($0) } })
            #expect(reader.encoding == encoding)
        }
    }

    @Test func `UTF-8 is checked as the standard library decodes it`() {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                [0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xED, 0xF0, 0x90, 0xF4, 0xC0, 0xE2].randomElement(
                    using: &random)
                    ?? UInt8(0)
            }
            let isGood = String(validating: bytes, as: UTF8.self) != nil
            let found = try? UTF8Text.check(bytes.span, from: 0, isFinal: true)
            #expect((found == bytes.count) == isGood)
        }
    }
}

extension DelimitedOptions {
    fileprivate var asUTF8: DelimitedOptions {
        var changed = self
        changed.encoding = .utf8
        return changed
    }
}
