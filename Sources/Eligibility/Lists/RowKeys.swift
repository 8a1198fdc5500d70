import ColumnEvaluation
import Facts
import RuleChecking
import RuleEvaluation

/// What forms and plans depend on, as words that are looked up in a table.
extension RapidAssessor {
    /// All that a form depends on, as words; false when the person is left to the assessor.
    mutating func makeFormKey(_ person: borrowing CompactPerson, _ number: Int) -> Bool {
        let day = days.days[number]
        formKey.removeAll()
        var packed = UInt64(UInt32(bitPattern: day.shape)) | UInt64(day.era) << 32
        var free = 16
        func pack(_ code: UInt64, bits: Int, _ key: inout KeyWords) {
            if free < bits {
                key.append(packed)
                (packed, free) = (0, 64)
            }
            packed |= code << UInt64(64 - free)
            free -= bits
        }
        for column in day.columns {
            let cells = days.columns[column]
            let value = person.facts[Int(cells.fact)]
            let code: UInt8
            if value.isSingle {
                guard let cell = days.cell(of: value, in: cells, of: day) else { return false }
                code = UInt8(truncatingIfNeeded: cell)
            } else if value == cells.everything, !otherFacts[Int(cells.fact)] {
                code = .max
            } else {
                guard let several = several(value, column, day) else { return false }
                code = several
            }
            pack(UInt64(code), bits: 8, &formKey)
        }
        for kind in person.ties.indices {
            let number = ties.kind(person.ties[kind], era: Int(day.era))
            guard number < 1 << 16 else { return false }
            pack(UInt64(number), bits: 16, &formKey)
        }
        for reading in person.readings { pack(UInt64(reading), bits: 8, &formKey) }
        formKey.append(packed)
        restOfFormKey = formKey.count
        for fact in person.refused { formKey.append(1 << 62 | UInt64(fact)) }
        guard addLooseCells(person, number) else { return false }
        formKey.append(looseCells)
        if let left = person.placeLeft { formKey.append(1 << 61 | UInt64(left.rawValue)) }
        return person.given.isEmpty || addGiven(person, number)
    }

    /// All that a plan depends on, as words, of somebody whose form depends on the words of `formKey`; false when the
    /// person is left to the assessor.
    mutating func makeKey(
        _ person: borrowing CompactPerson, _ number: Int, _ place: inout PersonPlace
    ) -> Bool {
        let day = days.days[number]
        key.removeAll()
        key.append(UInt64(UInt32(bitPattern: day.shape)) | UInt64(day.era) << 32)
        for reading in person.readings { key.append(UInt64(reading)) }
        for column in day.columns {
            guard let code = code(person.facts[Int(days.columns[column].fact)], column, number) else {
                return false
            }
            key.append(UInt64(code))
        }
        guard addTies(person, day, &place) else { return false }
        key.append(formKey, from: restOfFormKey)
        return true
    }

    /// A number for the cells that hold some value of a set of several values.
    private mutating func several(_ set: FactSet, _ column: Int, _ day: DayBook.Day) -> UInt8? {
        let (fact, everything) = (Int(days.columns[column].fact), days.columns[column].everything)
        if otherFacts[fact] { return nil }
        if set == everything { return .max }
        guard let mask = days.mask(of: set, in: column, of: day) else { return nil }
        if mask.nonzeroBitCount == 1 { return UInt8(mask.trailingZeroBitCount) }
        if let known = severalCells[fact][mask] { return known }
        let count = severalCells[fact].count
        guard count < 180 else { return nil }
        severalCells[fact][mask] = UInt8(64 + count)
        return UInt8(64 + count)
    }

    mutating func code(_ set: FactSet, _ column: Int, _ number: Int) -> UInt8? {
        let day = days.days[number]
        return set.isSingle
            ? days.cell(of: set, in: days.columns[column], of: day).map { UInt8($0) }
            : several(set, column, day)
    }

    private mutating func addTies(
        _ person: borrowing CompactPerson, _ day: DayBook.Day, _ place: inout PersonPlace
    ) -> Bool {
        guard day.open != 0 else { return false }
        var known: UInt64 = 0
        var openKinds: UInt64 = 0
        for (kind, tie) in person.ties.enumerated() {
            let lots = ties.lots(tie, era: Int(day.era))
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
            where ties.lots(tie, era: Int(day.era)).known >> UInt64(lot) & 1 == 1 {
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
            let lot = assessor.countsPlaces || tellsLotsApart ? UInt64(reached.lot) : 0
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

    /// Works out what is told by no cells; false when some of it is not known.
    private mutating func addLooseCells(_ person: borrowing CompactPerson, _ number: Int) -> Bool {
        looseCells.removeAll()
        guard days.days[number].hasLoose else { return true }
        let situation = Situation(
            date: person.date, facts: person.facts,
            spells: person.spells.reduce(into: [:]) { $0[$1.fact] = $1.spells },
            given: person.given.reduce(into: [:]) { $0[$1.definition] = $1.answer },
            readings: person.readings, lots: [])
        guard let found = rapid.looseCells(days.decisionDays[number], situation) else { return false }
        for cell in found { looseCells.append(UInt64(cell)) }
        return true
    }

    private mutating func addGiven(_ person: borrowing CompactPerson, _ number: Int) -> Bool {
        for given in person.given {
            formKey.append(3 << 62 | UInt64(given.definition))
            guard
                let limit = rapid.limit(
                    given.definition, given.answer, readings: person.readings, facts: person.facts,
                    days.decisionDays[number])
            else { return false }
            formKey.append(limit.cells)
            if case .known(.yesOrNo(let isYes)) = given.answer { formKey.append(isYes ? 1 : 0) }
        }
        return true
    }
}
