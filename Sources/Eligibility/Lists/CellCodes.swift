import ColumnEvaluation
import RuleEvaluation

/// The cells that the facts of a person are in, as bytes that are soon found and compared.
extension DayBook {
    /// Codes of single values are less than this.
    private static let mostCodes = 128
    /// The code of a fact of which nothing is known.
    private static let unknown = UInt64(UInt8.max)

    /// Bytes put together to words.
    private struct Packing {
        private(set) var word: UInt64 = 0
        private var used: UInt64 = 0

        @inline(__always)
        mutating func add(_ code: UInt64, to key: inout KeyWords) {
            word |= code &<< used
            used &+= 8
            if used < 64 { return }
            key.append(word)
            (word, used) = (0, 0)
        }
    }

    /// Adds to a key the code of each fact that has cells on a day and of which anything can be known, and of each reading
    /// where they can differ; false for people who are left to the assessor.
    ///
    /// - Parameters:
    ///   - otherFacts: for each fact, whether tests look at it in another way than by its cells.
    ///   - several: for each fact, the codes given to several cells so far.
    // Changes nothing of itself; but what only reads a large value that can be changed is handed a copy of it.
    mutating func addCodes(
        of person: borrowing CompactPerson, on number: Int, readings: Bool, _ otherFacts: borrowing [Bool],
        _ several: inout [[UInt64: UInt8]], to key: inout KeyWords
    ) -> Bool {
        var packing = Packing()
        // Through spans, columns, ends and facts are read where they are.
        let columns = askedColumns.span.extracting(days[number].askedColumns)
        let (facts, ends) = (person.facts.span, ends.span)
        let places = places.span.extracting(droppingFirst: Int(days[number].firstEnds))
        for index in columns.indices {
            let value = facts[Int(columns[index].fact)]
            var code = Self.unknown
            if value.options == 0, value.low == value.high {
                // An amount or a day: its cell is the number of ends below it.
                guard value.low >= columns[index].everything.low, value.low <= columns[index].everything.high
                else { return false }
                code = Self.count(below: value.low, in: ends, places[index])
            } else if value.low > value.high, value.options.nonzeroBitCount == 1 {
                // No other value has its only bit, which is found sooner than its cell.
                code = 64 | UInt64(truncatingIfNeeded: value.options.trailingZeroBitCount)
            } else if otherFacts[Int(columns[index].fact)] {
                return false
            } else if value != columns[index].everything {
                guard
                    let found = Self.code(
                        ofSeveral: value, decisionDays, number, columns[index], &several)
                else { return false }
                code = found
            }
            packing.add(code, to: &key)
        }
        if readings {
            for reading in person.readings { packing.add(UInt64(reading), to: &key) }
        }
        key.append(packing.word)
        return true
    }

    /// The code of some of the values of a fact; nil when it has none.
    // Apart, so that nobody else looks whether the codes are shared.
    @inline(never)
    private static func code(
        ofSeveral value: FactSet, _ days: borrowing [DecisionDay], _ number: Int, _ column: Column,
        _ several: inout [[UInt64: UInt8]]
    ) -> UInt64? {
        days[number].facts[Int(column.index)].mask(of: value).flatMap {
            code(of: $0, &several[Int(column.fact)])
        }
    }

    @inline(__always)
    private static func count(below value: Int64, in ends: Span<Int64>, _ place: Ends) -> UInt64 {
        let (begin, fours) = (Int(place.begin), Int(place.fours))
        precondition(begin >= 0 && fours > 0 && begin &+ 4 &* fours <= ends.count)
        return ends.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return 0 }
            var from = base + 8 &* begin
            var left = fours
            var counts = SIMD4<UInt64>()
            repeat {
                // Amounts and days are far from the ends of what numbers can be, and a difference tells which is less.
                let apart = from.loadUnaligned(as: SIMD4<Int64>.self) &- SIMD4(repeating: value)
                counts &+= SIMD4<UInt64>(truncatingIfNeeded: apart) &>> 63
                from += 32
                left &-= 1
            } while left > 0
            return counts.wrappedSum()
        }
    }

    /// A number for several cells; nil when there are no more. Of a range within one cell it is that of the cell.
    private static func code(of mask: UInt64, _ known: inout [UInt64: UInt8]) -> UInt64? {
        if mask.nonzeroBitCount == 1 { return UInt64(mask.trailingZeroBitCount) }
        if let code = known[mask] { return UInt64(code) }
        let code = mostCodes + known.count
        guard code < Int(UInt8.max) else { return nil }
        known[mask] = UInt8(code)
        return UInt64(code)
    }
}
