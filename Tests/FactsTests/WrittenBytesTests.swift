import Facts
import TestSupport
import Testing

/// Words written as bytes against words made as texts.
struct WrittenBytesTests {
    @Test func `dates are written as they are described`() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<3_000 {
            let date = CivilDate(clamping: random.number(-719_200...2_932_900))
            var bytes = RowBytes()
            CalendarDay(date).write(to: &bytes)
            #expect(String(decoding: bytes.array, as: UTF8.self) == date.description)
        }
    }

    @Test func `amounts of money are written as they are worded`() throws {
        var random = SeededRandom(seed: 2)
        let units: [Int] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 37_000_000, 1_000_000_000]
        for _ in 0..<6_000 {
            let ticks = random.number(-2_000...2_000_000) * random.pick(units)
            let number = try #require(Rational(Int128(ticks), over: 1_000_000))
            var bytes = RowBytes()
            bytes.append(poundsOfMillionths: Int64(ticks))
            let words = ValueType.money(per: nil).words(for: number)
            #expect(String(decoding: bytes.array, as: UTF8.self) == words)
        }
    }

    @Test func `texts are written as they were kept, whatever their lengths`() {
        var random = SeededRandom(seed: 3)
        var store = TextStore()
        let texts = (0..<400).map { number in
            (0..<(number < 300 ? number : random.number(0...2_000))).map { _ in
                UInt8(truncatingIfNeeded: random.number(0...255))
            }
        }
        for text in texts { _ = store.add(text) }
        for capacity in [1, 40, 5_000] {
            var bytes = RowBytes(capacity: capacity)
            var expected: [UInt8] = []
            for _ in 0..<200 {
                let number = random.number(0...399)
                store.write(number, to: &bytes)
                bytes.append(UInt8(ascii: "."))
                expected += texts[number] + [UInt8(ascii: ".")]
            }
            #expect(bytes.array == expected)
        }
    }
}
