import ColumnEvaluation
import Facts
import RuleChecking
import RuleEvaluation

/// What forms and plans depend on, as words that are looked up in a table.
extension RapidAssessor {
    /// How many words the cells of facts take in a key, eight to each.
    private static func words(_ day: DayTable) -> Int { (day.columns.count + 7) / 8 }

    /// All that a form depends on, as words; false when the person is left to the assessor.
    mutating func makeFormKey(_ person: borrowing CompactPerson, _ day: DayTable) -> Bool {
        formKey.removeAll(keepingCapacity: true)
        formKey.append(UInt64(day.shape) | UInt64(day.era) << 32)
        var packed: UInt64 = 0
        let columns = day.columns
        for level in columns.indices {
            let value = person.facts[columns[level].fact]
            let code: UInt8
            if value.isSingle {
                guard let cell = day.cell(of: value, in: columns[level]) else { return false }
                code = UInt8(cell)
            } else {
                guard let several = several(value, columns[level], level, day) else { return false }
                code = several
            }
            packed |= UInt64(code) << UInt64(level % 8 * 8)
            if level % 8 == 7 || level == columns.count - 1 {
                formKey.append(packed)
                packed = 0
            }
        }
        for kind in person.ties.indices {
            let number = ties.kind(person.ties[kind], era: day.era)
            guard number < 1 << 16 else { return false }
            packed |= UInt64(number) << UInt64(kind % 4 * 16)
            if kind % 4 == 3 || kind == person.ties.count - 1 {
                formKey.append(packed)
                packed = 0
            }
        }
        for reading in person.readings { formKey.append(UInt64(reading)) }
        restOfFormKey = formKey.count
        for fact in person.refused { formKey.append(1 << 62 | UInt64(fact)) }
        if let left = person.placeLeft { formKey.append(1 << 61 | UInt64(left.rawValue)) }
        return person.given.isEmpty || addGiven(person, day)
    }

    /// All that a plan depends on, as words, of somebody whose form depends on the words of `formKey`; false when the
    /// person is left to the assessor.
    mutating func makeKey(
        _ person: borrowing CompactPerson, _ day: DayTable, _ place: inout PersonPlace
    ) -> Bool {
        key.removeAll(keepingCapacity: true)
        key.append(UInt64(day.shape) | UInt64(day.era) << 32)
        for reading in person.readings { key.append(UInt64(reading)) }
        let words = Self.words(day)
        if words > 0 { key += formKey[1...words] }
        guard addTies(person, day, &place) else { return false }
        key += formKey.suffix(formKey.count - restOfFormKey)
        return true
    }

    /// A number for the cells that hold some value of a set of several values.
    private mutating func several(_ set: FactSet, _ column: DayTable.Column, _ level: Int, _ day: DayTable)
        -> UInt8?
    {
        if otherFacts[column.fact] { return nil }
        if set == column.everything { return .max }
        guard let mask = day.day.facts[level].mask(of: set) else { return nil }
        if mask.nonzeroBitCount == 1 { return UInt8(mask.trailingZeroBitCount) }
        if let known = severalCells[column.fact][mask] { return known }
        let count = severalCells[column.fact].count
        guard count < 180 else { return nil }
        severalCells[column.fact][mask] = UInt8(64 + count)
        return UInt8(64 + count)
    }

    mutating func code(_ set: FactSet, _ level: Int, _ day: DayTable) -> UInt8? {
        let column = day.columns[level]
        return set.isSingle
            ? day.cell(of: set, in: column).map { UInt8($0) } : several(set, column, level, day)
    }

    private mutating func addTies(
        _ person: borrowing CompactPerson, _ day: DayTable, _ place: inout PersonPlace
    ) -> Bool {
        guard day.open != 0 else { return false }
        var known: UInt64 = 0
        var openKinds: UInt64 = 0
        for (kind, tie) in person.ties.enumerated() {
            let lots = ties.lots(tie, era: day.era)
            known |= lots.known
            if lots.open == 0 { continue }
            // A tie that is open to some of the other lots only sets those apart.
            guard lots.open == day.open & ~lots.known else { return false }
            openKinds |= 1 << UInt64(kind)
        }
        var rest = known
        while rest != 0 {
            let lot = rest.trailingZeroBitCount
            rest &= rest - 1
            var reached = PersonPlace.Reached(lot: lot, known: 0, open: openKinds)
            for (kind, tie) in person.ties.enumerated()
            where ties.lots(tie, era: day.era).known >> UInt64(lot) & 1 == 1 {
                reached.known |= 1 << UInt64(kind)
                reached.open &= ~(1 << UInt64(kind))
            }
            // By order of connections; lots come in the order of the file already.
            let first = reached.known.trailingZeroBitCount
            let index =
                place.reached.firstIndex { $0.known.trailingZeroBitCount > first } ?? place.reached.count
            place.reached.insert(reached, at: index)
        }
        for reached in place.reached {
            let lot = assessor.countsPlaces ? UInt64(reached.lot) : 0
            key.append(1 << 63 | reached.known | reached.open << 16 | lot << 32)
        }
        let hasOthers = day.open & ~known != 0
        key.append(openKinds | (hasOthers ? 1 << 32 : 0) | refusedTies(person) << 40)
        return true
    }

    /// Connections of which the person refused to tell, as bits.
    private func refusedTies(_ person: borrowing CompactPerson) -> UInt64 {
        var refused: UInt64 = 0
        for (kind, tie) in person.ties.enumerated()
        where ties.ties[Int(tie)].answer == .notKnown(.refused) {
            refused |= 1 << UInt64(kind)
        }
        return refused
    }

    private mutating func addGiven(_ person: borrowing CompactPerson, _ day: DayTable) -> Bool {
        for given in person.given {
            formKey.append(3 << 62 | UInt64(given.definition))
            guard
                let limit = rapid.limit(
                    given.definition, given.answer, readings: person.readings, facts: person.facts, day.day)
            else { return false }
            formKey.append(limit.cells)
            if case .known(.yesOrNo(let isYes)) = given.answer { formKey.append(isYes ? 1 : 0) }
        }
        return true
    }
}
