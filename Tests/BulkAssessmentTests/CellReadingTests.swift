import RuleTestSupport
import Testing

@testable import BulkAssessment

/// Cells read from their bytes, against slow and obvious readings of the same.
@Suite struct CellReadingTests {
    @Test func `a whole date with slashes is eight figures and two slashes in their places`() {
        let date = Array("28/09/2018".utf8)
        var wrong: [[UInt8]] = []
        for place in date.indices {
            for byte in UInt8.min...UInt8.max {
                var cell = date
                cell[place] = byte
                if !agrees(cell) { wrong.append(cell) }
            }
        }
        for count in 0...12 where count != 10 {
            #expect(SlashDate.whole(Array("03/09/20181".utf8).span, 0..<count) == nil)
        }
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        for _ in 0..<20_000 {
            let cell = (0..<10).map { place in
                random.once(in: 12)
                    ? UInt8.random(in: .min ... .max, using: &random)
                    : place == 2 || place == 5 ? 0x2F : UInt8(0x30 + random.number(0...9))
            }
            if !agrees(cell) { wrong.append(cell) }
        }
        #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(3))")
    }

    private func agrees(_ cell: [UInt8]) -> Bool {
        let parts = cell.split(separator: 0x2F, omittingEmptySubsequences: false)
        let isDate =
            parts.map(\.count) == [2, 2, 4] && parts.joined().allSatisfy { (0x30...0x39).contains($0) }
        let numbers = parts.map { $0.reduce(0) { $0 * 10 + Int($1) - 0x30 } }
        guard let found = SlashDate.whole(cell.span, 0..<cell.count) else { return !isDate }
        return isDate && [found.first, found.second, found.year] == numbers
    }

    @Test func `amounts in figures are read to the millionth`() {
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        for _ in 0..<20_000 {
            let figures = random.number(0...16)
            var cell = (0..<figures).map { _ in UInt8(0x30 + random.number(0...9)) }
            for _ in 0..<random.pick([0, 0, 0, 1, 1, 1, 1, 2]) {
                cell.insert(random.pick(Array("....,x".utf8)), at: random.number(0...cell.count))
            }
            let hasPound = random.once(in: 4)
            let text = [0x31] + (hasPound ? Array("£".utf8) : []) + cell + [0x39]
            let found = QuickCells.millionths(text.span, 1..<text.count - 1, canHavePound: hasPound)
            let parts = cell.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
            let isAmount =
                (1...2).contains(parts.count) && parts.allSatisfy { !$0.isEmpty }
                && parts.joined().allSatisfy { (0x30...0x39).contains($0) }
                && (parts.count == 1 || parts[1].count <= 6)
            let digits = String(decoding: parts.joined(), as: UTF8.self)
            let zeros = String(repeating: "0", count: parts.count == 2 ? max(0, 6 - parts[1].count) : 6)
            let expected = isAmount ? Int64(digits + zeros) : nil
            // What is too long for it is left to others.
            if found == nil, cell.count > 15 || (Int64(digits) ?? .max) >= 100_000_000_000 { continue }
            #expect(found == expected, "seed \(seed): \(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test func `a table of cells knows what a dictionary knows`() {
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        var table = CellTable(most: 2_000)
        var known: [[UInt8]: Int32] = [:]
        for number in 0..<6_000 {
            // Many begin alike, and some differ only by zeros at their end.
            let count = random.number(0...20)
            let cell = (0..<count).map { UInt8($0 < 6 ? 0x45 : random.number(0...2)) }
            #expect(table.value(of: cell.span) == known[cell], "seed \(seed): \(cell)")
            // What stands around it in a row makes no difference.
            let (before, after) = (random.number(0...9), random.number(0...9))
            let row = (0..<before).map { UInt8($0) } + cell + (0..<after).map { UInt8($0 + 0x30) }
            let own = before..<before + count
            #expect(table.value(of: row.span, own) == known[cell], "seed \(seed): \(row)")
            if known[cell] != nil || known.count == 2_000 { continue }
            table.insert(Int32(number), for: cell.span)
            known[cell] = Int32(number)
        }
        for (cell, number) in known { #expect(table.value(of: cell.span) == number, "seed \(seed)") }
        table.insert(-7, for: Array("one more than it takes, if it is full".utf8).span)
        #expect(table.value(of: Array("one more than it takes, if it is full".utf8).span) == -7)
    }
}
