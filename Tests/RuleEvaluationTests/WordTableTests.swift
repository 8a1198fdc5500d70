import TestSupport
import Testing

@testable import ColumnEvaluation

@Suite struct `Tables of words` {
    @Test func `a table of sequences knows what a dictionary knows`() {
        let seed = UInt64.printed()
        var random = SeededRandom(seed: seed)
        var table = WordTable(most: 3_000)
        var known: [[UInt64]: Int32] = [:]
        var key = KeyWords()
        for number in 0..<9_000 {
            // Many are the beginnings of others, or differ from them by zeros at the end.
            let words = (0..<random.number(0...6)).map { _ in UInt64(random.number(0...3)) << 40 }
            key.removeAll()
            for word in words { key.append(word) }
            #expect(table.value(of: key) == known[words], "seed \(seed): \(words)")
            if known[words] != nil || table.isFull { continue }
            table.insert(Int32(number), for: key)
            known[words] = Int32(number)
        }
        for (words, number) in known {
            key.removeAll()
            for word in words { key.append(word) }
            #expect(table.value(of: key) == number, "seed \(seed): \(words)")
        }
        #expect(known.count > 2_000)
    }
}
