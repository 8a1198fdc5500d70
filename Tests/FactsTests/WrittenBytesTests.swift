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
            date.write(to: &bytes)
            #expect(String(decoding: bytes.array, as: UTF8.self) == date.description)
        }
    }

    @Test func `amounts of money are written as they are worded`() throws {
        var random = SeededRandom(seed: 2)
        let units: [Int] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 37_000_000, 1_000_000_000]
        for _ in 0..<6_000 {
            let ticks = random.number(-2_000...2_000_000) * random.pick(units)
            let type = ValueType.money(per: random.pick([nil, .hour, .week, .month, .year]))
            let number = try #require(Rational(Int128(ticks), over: 1_000_000))
            var bytes = RowBytes()
            #expect(type.write(millionths: Int64(ticks), to: &bytes))
            #expect(String(decoding: bytes.array, as: UTF8.self) == type.words(for: number))
        }
        var bytes = RowBytes()
        #expect(!ValueType.date.write(millionths: 5, to: &bytes) && bytes.count == 0)
    }
}
