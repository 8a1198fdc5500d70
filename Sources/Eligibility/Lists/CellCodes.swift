import ColumnEvaluation
import RuleEvaluation

/// The cells that the facts of a person are in, as bytes that are soon found and compared.
extension DayBook {
    /// Codes of single values are less than this.
    private static let mostCodes = 128

    /// Bytes put together to words.
    private struct Packing {
        private(set) var word: UInt64 = 0
        private var used: UInt64 = 0

        @inline(__always)
        mutating func add(_ code: UInt64, to key: inout KeyWords) {
            word |= code << used
            used += 8
            if used < 64 { return }
            key.append(word)
            (word, used) = (0, 0)
        }
    }

    /// Adds to a key the code of each fact that has cells on a day, and of each reading; false for people who are left to
    /// the assessor.
    ///
    /// - Parameters:
    ///   - otherFacts: for each fact, whether tests look at it in another way than by its cells.
    ///   - several: for each fact, the codes given to several cells so far.
    func addCodes(
        of person: borrowing CompactPerson, on day: Day, _ otherFacts: borrowing [Bool],
        _ several: inout [[UInt64: UInt8]], to key: inout KeyWords
    ) -> Bool {
        var packing = Packing()
        // Through spans, columns and facts are read where they are.
        let columns = columns.span.extracting(day.columns)
        let facts = person.facts.span
        for index in columns.indices {
            let value = facts[Int(columns[index].fact)]
            var code = UInt64(UInt8.max)
            if value.isSingle {
                guard let found = self.code(of: value, in: columns[index], of: day) else { return false }
                code = found
            } else if otherFacts[Int(columns[index].fact)] {
                return false
            } else if value != columns[index].everything {
                let column = day.columns.lowerBound + index
                guard let mask = mask(of: value, in: column, of: day),
                    let found = Self.code(of: mask, &several[Int(columns[index].fact)])
                else { return false }
                code = found
            }
            packing.add(code, to: &key)
        }
        for reading in person.readings { packing.add(UInt64(reading), to: &key) }
        key.append(packing.word)
        return true
    }

    /// A number that only values in the same cell have, found sooner than the cell; nil for a value that the fact cannot
    /// have. Of an amount or a day it is the cell.
    @inline(__always)
    private func code(of value: FactSet, in column: Column, of day: Day) -> UInt64? {
        if !value.hasRange { return 64 + UInt64(truncatingIfNeeded: value.options.trailingZeroBitCount) }
        return cell(of: value, in: column, of: day).map { UInt64(truncatingIfNeeded: $0) }
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
