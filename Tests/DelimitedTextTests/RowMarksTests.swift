import CByteMask
import TestSupport
import Testing

/// Bytes told apart 64 at a time against bytes told apart one by one, with and without wide registers.
@Suite struct `Marking rows` {
    private static let odd = Array("\"'=+-@\t\n\r,;aZ09:/[`~ \u{E9}".utf8)

    private static func text(_ random: inout SeededRandom, blocks: Int) -> [UInt8] {
        let oddOnes = random.number(1...30)
        return (0..<blocks * 64 + 1).map { _ in
            random.once(in: oddOnes) ? random.pick(odd) : UInt8(random.number(0...255))
        }
    }

    private struct Marks: Equatable {
        var separators: [Int] = []
        var ends: [Int] = []
        var quotes: [Int] = []
        var signs: [Int] = []
    }

    private static func places(_ word: UInt64, _ block: Int) -> [Int] {
        (0..<64).filter { word >> UInt64($0) & 1 == 1 }.map { block * 64 + $0 }
    }

    @Test func `the marks are those of single bytes`() {
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        for _ in 0..<600 {
            let blocks = random.number(1...6)
            let text = Self.text(&random, blocks: blocks)
            let separator = random.pick(Array(",;\t".utf8))
            var expected = Marks()
            var begins = true
            for (index, byte) in text.dropLast().enumerated() {
                if byte == separator { expected.separators.append(index) }
                if byte == 10 || byte == 13 { expected.ends.append(index) }
                if byte == 34 { expected.quotes.append(index) }
                let isMarked = byte == separator || byte == 10 || byte == 13
                if begins, !isMarked, "'=+-@\t".utf8.contains(byte) { expected.signs.append(index) }
                begins = isMarked
            }
            for mark in [mark_rows, mark_rows_narrowly] {
                var marks = [row_marks](repeating: row_marks(), count: blocks)
                mark(text, blocks, separator, &marks)
                var found = Marks()
                for (block, words) in marks.enumerated() {
                    found.separators += Self.places(words.separators, block)
                    found.ends += Self.places(words.ends, block)
                    found.quotes += Self.places(words.quotes, block)
                    found.signs += Self.places(words.signs, block)
                }
                #expect(found == expected, "seed \(seed)")
            }
        }
    }

    @Test func `only whole rows are passed, and as many as may be`() {
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        for _ in 0..<2_000 {
            var text: [UInt8] = []
            let (longest, ends) = (random.number(1...90), random.pick([["\n"], ["\n", "\r\n"]]))
            let oddOnes = random.number(20...200)
            while text.count < 500 {
                text += Array(repeating: UInt8(ascii: "x"), count: random.number(1...longest))
                if random.once(in: oddOnes) { text += Array(random.pick(["\"", "\r", "\n"]).utf8) }
                text += Array(random.pick(ends).utf8)
            }
            let (most, limit) = (random.number(1...40), random.number(64...200))
            var passed: [[Int]] = []
            for pass in [pass_rows, pass_rows_narrowly] {
                var rows = 0
                let end = pass(text, text.count, most, limit, &rows)
                passed.append([end, rows])
                #expect(rows <= most && (end == 0 || text[end - 1] == 10), "seed \(seed)")
                let whole = text[..<end].split(separator: 10, omittingEmptySubsequences: false).dropLast()
                #expect(whole.count == rows, "seed \(seed)")
                for row in whole {
                    let own = row.last == 13 ? row.dropLast() : row
                    #expect(!own.isEmpty && !own.contains(13) && !own.contains(34) && row.count < limit)
                }
            }
            #expect(passed[0] == passed[1], "seed \(seed)")
            // Nothing odd, and room for all: every block but the last is passed.
            let plain = Array(String(repeating: "some,row\n", count: 100).utf8)
            var rows = 0
            #expect(pass_rows(plain, plain.count, 1_000, 200, &rows) == rows * 9 && rows >= 92)
        }
    }

    @Test func `a byte is found where it is first`() {
        let text = Array("abc\0de\0".utf8)
        #expect(first_byte(text, text.count, 0) == 3)
        #expect(first_byte(text, 3, 0) == 3 && first_byte(text, 0, 0) == 0)
    }
}
