import Diagnostics
import TestSupport
import Testing

@testable import DelimitedText

/// The fast scanner against the slow one, on text made of what matters to scanners.
@Suite struct `Scanning any text` {
    static let pieces = [
        "a", "bc", ",", ",", ";", "\t", "\"", "\"", "\"\"", "\n", "\r\n", "\r", " ", "é", "🏡", "'", "=",
        "long text",
    ]

    static func limits(_ random: inout SeededRandom) -> DelimitedLimits {
        Bool.random(using: &random)
            ? DelimitedLimits()
            : DelimitedLimits(
                columns: Int.random(in: 1...5, using: &random),
                quotedCellBytes: Int.random(in: 1...20, using: &random),
                recordBytes: Int.random(in: 1...50, using: &random))
    }

    @Test func `the cells, lines, flaws and ranges are those of the oracle`() {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<20_000 {
            let text = random.text(of: Self.pieces, length: 0...60)
            let limits = Self.limits(&random)
            let delimiter = Delimiter.allCases.randomElement(using: &random) ?? .comma
            let oracle = ScannerOracle(text, delimiter, limits)
            let whole = Self.chunk(of: text, delimiter, limits)
            let found = whole.records.map { PlainRecord($0) }
            #expect(
                found == oracle.records, "\(String(decoding: text, as: UTF8.self).debugDescription) \(limits)"
            )
            if found != oracle.records { return }
        }
    }

    /// Rows of many bytes and many cells, few of which need quotes: what is scanned 64 bytes at a time.
    private static func longRows(_ random: inout SeededRandom) -> [UInt8] {
        let ends = random.pick([["\n"], ["\r\n"], ["\n", "\r\n", "\r"]])
        let odd = [
            "\"quoted, with a separator\"", "\"\"", "a \"word\"", "=1+1", "'=1", "-5", "@home", "\"'-1\"",
            "’",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let oddOnes = Int.random(in: 0...40, using: &random)
            let cells = (0..<Int.random(in: 1...90, using: &random)).map { _ in
                Int.random(in: 0...40, using: &random) > oddOnes
                    ? String(repeating: "x", count: Int.random(in: 0...30, using: &random)) : random.pick(odd)
            }
            text += cells.joined(separator: ",") + random.pick(ends)
        }
        return Array(text.utf8)
            + Array(repeating: UInt8(ascii: "y"), count: Int.random(in: 0...70, using: &random))
    }

    @Test func `long rows are those of the oracle`() {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<600 {
            let text = Self.longRows(&random)
            let limits =
                random.once(in: 3)
                ? DelimitedLimits(
                    columns: Int.random(in: 1...90, using: &random),
                    quotedCellBytes: Int.random(in: 1...40, using: &random),
                    recordBytes: Int.random(in: 60...900, using: &random)) : DelimitedLimits()
            let found = Self.chunk(of: text, .comma, limits).records.map { PlainRecord($0) }
            let oracle = ScannerOracle(text, .comma, limits)
            #expect(found == oracle.records, "\(String(decoding: text, as: UTF8.self).debugDescription)")
            if found != oracle.records { return }
        }
    }

    @Test func `a line of separators takes no room for cells past the limit`() {
        let text = Array(repeating: UInt8(ascii: ","), count: 100_000) + Array("\nnext line".utf8)
        var layout = RecordLayout()
        let scanner = RecordScanner(delimiter: .comma, limits: DelimitedLimits(columns: 40))
        var marks = RowMarks()
        #expect(!marks.scan(text.span, from: 0, scanner, into: &layout))
        #expect(scanner.scan(text.span, from: 0, isFinal: true, into: &layout) && layout.cells.count == 40)
        #expect(layout.cells.room.count <= 128)
    }

    @Test func `cells read all at once, and written as they are, are the same cells`() {
        var random = SeededRandom(seed: .printed())
        var room = CellRoom()
        for _ in 0..<600 {
            let text = Self.longRows(&random)
            for record in Self.chunk(of: text, .comma, DelimitedLimits(), dropsMarks: true).records {
                let cells = record.withCells(&room) { text, cells in
                    cells.indices.map { String(copying: text.extracting(cells[$0].range)) }
                }
                #expect(cells == (0..<record.count).map { record.string($0) })
                let columns = record.count + Int.random(in: 0...1, using: &random)
                var writer = DelimitedWriter()
                let isAsRead = writer.writesAsIs(record, columns: columns)
                writer.appendCells(of: record, columns: columns)
                let original = record.withOriginalBytes { $0.withUnsafeBufferPointer { Array($0) } }
                #expect(!isAsRead || writer.bytes == original)
            }
        }
    }

    @Test func `bytes that are not even text lose nothing`() {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<5_000 {
            var text: [UInt8] = []
            for _ in 0..<Int.random(in: 0...80, using: &random) {
                let byte = UInt8.random(in: 0...255, using: &random)
                text.append(Bool.random(using: &random) ? byte : [34, 44, 10, 13][Int(byte) % 4])
            }
            let limits = Self.limits(&random)
            var next = 0
            var wasCut = false
            for record in Self.chunk(of: text, .comma, limits).records {
                let gap = text[next..<record.range.lowerBound]
                #expect(wasCut || gap.allSatisfy { $0 == 10 || $0 == 13 })
                #expect(record.range.count > 0)
                next = record.range.upperBound
                wasCut = record.flaws.contains { $0.kind == .tooLong }
            }
            #expect(wasCut || text[next...].allSatisfy { $0 == 10 || $0 == 13 })
        }
    }

    @Test func `chunks of a table cover it and hold the same records`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<5_000 {
            let text = Array("h1,h2\n".utf8) + random.text(of: Self.pieces, length: 0...60)
            let limits = DelimitedLimits(
                columns: 8, quotedCellBytes: Int.random(in: 4...20, using: &random),
                recordBytes: Int.random(in: 6...50, using: &random))
            let size = ChunkSize(
                records: Int.random(in: 1...4, using: &random), bytes: Int.random(in: 1...60, using: &random))
            let table = try DelimitedTable(
                bytes: text, named: "list",
                options: DelimitedOptions(delimiter: .comma, dropsFormulaMarks: false, limits: limits))
            let oracle = ScannerOracle(text, .comma, limits, from: 6)
            let chunks = Array(table.chunks(of: size))
            #expect(chunks.map(\.index) == Array(0..<chunks.count))
            #expect(chunks.flatMap { $0.records.map { PlainRecord($0) } } == oracle.records)
            #expect(chunks.map(\.recordCount).reduce(0, +) == oracle.records.count)
            #expect(chunks.map(\.emptyLines).reduce(0, +) == oracle.emptyLines)
            #expect(chunks.flatMap { $0.records.map(\.number) } == Array(1..<oracle.records.count + 1))
            for chunk in chunks {
                #expect(chunk.records.map(\.number).first ?? chunk.firstRecord == chunk.firstRecord)
            }
        }
    }

    @Test func `chunks of long rows end with the row that fills them`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<40 {
            var text = Array("h1,h2\n".utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                text += Self.longRows(&random) + Array(random.pick(["\n", "\r\n", "\n\n", ""]).utf8)
                // Short rows too, many in 64 bytes.
                for _ in 0..<random.number(0...60) { text += Array(random.pick(["a,b\n", "c,d\r\n"]).utf8) }
            }
            let limits =
                random.once(in: 3)
                ? DelimitedLimits(
                    columns: 8, quotedCellBytes: 30, recordBytes: Int.random(in: 20...400, using: &random))
                : DelimitedLimits()
            let size = ChunkSize(records: random.number(1...80), bytes: random.number(1...4_000))
            let table = try DelimitedTable(
                bytes: text, named: "list",
                options: DelimitedOptions(delimiter: .comma, dropsFormulaMarks: false, limits: limits))
            let oracle = ScannerOracle(text, .comma, limits, from: 6)
            var expected: [Int] = []
            var (start, records) = (6, 0)
            for record in oracle.records {
                records += 1
                let isFull = records >= size.records || record.range.upperBound - start >= size.bytes
                if !isFull, !record.flaws.contains(where: { $0.kind == .tooLong }) { continue }
                expected.append(records)
                (start, records) = (record.range.upperBound, 0)
            }
            let found = table.chunks(of: size)
            #expect(found.flatMap { $0.records.map { PlainRecord($0) } } == oracle.records)
            if oracle.records.contains(where: { !$0.flaws.isEmpty }) { continue }
            #expect(Array(found.map(\.recordCount).prefix(expected.count)) == expected)
            #expect(found.map(\.recordCount).reduce(0, +) == oracle.records.count)
        }
    }

    @Test func `a reader of small blocks finds what a table finds`() throws {
        var random = SeededRandom(seed: .printed())
        for _ in 0..<1_000 {
            // Long enough that the reader has to go on reading after it has found the encoding and the header.
            var text = Array("h1,h2\n".utf8) + random.text(of: Self.pieces, length: 0...900)
            if Bool.random(using: &random) { text = [0xEF, 0xBB, 0xBF] + text }
            var limits = DelimitedLimits(
                columns: 8, quotedCellBytes: Int.random(in: 4...40, using: &random),
                recordBytes: Int.random(in: 6...200, using: &random))
            limits.sampledBytes = 1
            let options = DelimitedOptions(delimiter: .comma, limits: limits)
            let table = try DelimitedTable(bytes: text, named: "list", options: options)
            let source = TinyBlocks(bytes: text, blockSize: Int.random(in: 1...9, using: &random))
            let size = ChunkSize(records: Int.random(in: 1...4, using: &random), bytes: 40)
            var reader = try DelimitedReader(source, named: "list", options: options, chunkSize: size)
            var found: [PlainRecord] = []
            var emptyLines = 0
            while let chunk = try reader.nextChunk() {
                #expect(chunk.range.count < limits.recordBytes + 400)
                found += chunk.records.map { PlainRecord($0) }
                emptyLines += chunk.emptyLines
            }
            #expect(found == table.records.map { PlainRecord($0) })
            #expect(emptyLines == table.chunks().map(\.emptyLines).reduce(0, +))
            #expect(reader.header == table.header)
        }
    }

    static func chunk(
        of text: [UInt8], _ delimiter: Delimiter, _ limits: DelimitedLimits, dropsMarks: Bool = false
    ) -> DelimitedChunk {
        DelimitedChunk(
            index: 0, recordCount: 0, firstRecord: 1, firstLine: 1, emptyLines: 0, storage: text,
            bounds: 0..<text.count, base: 0,
            format: RecordFormat(
                scanner: RecordScanner(delimiter: delimiter, limits: limits), dropsFormulaMarks: dropsMarks))
    }
}

/// A source of tiny blocks, as a slow pipe gives them, that must not be asked again after its end.
struct TinyBlocks: ByteSource {
    var bytes: [UInt8]
    var blockSize: Int
    var hasEnded = false

    mutating func read(into buffer: inout [UInt8]) throws(Problems) -> Bool {
        if hasEnded { Issue.record("asked again after the end") }
        hasEnded = bytes.isEmpty
        buffer += bytes.prefix(blockSize)
        bytes.removeFirst(min(blockSize, bytes.count))
        return !hasEnded
    }
}
