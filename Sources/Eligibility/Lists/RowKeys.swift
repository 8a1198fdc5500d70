import ColumnEvaluation
import Facts
import RuleChecking
import RuleEvaluation

/// What plans depend on, as words that are looked up in a table.
extension RapidAssessor {
    /// What the ties of a person come to on a day; nil when that was not met before.
    mutating func knownTies(_ person: borrowing CompactPerson, era: Int) -> TiePatterns.Tied? {
        tieKey.removeAll()
        // Ties come to few things: of more than this, none are kept.
        var packed: UInt64 = 0
        var used: UInt64 = 0
        var all: UInt64 = 0
        for index in askedTies.indices {
            let kind = UInt64(UInt32(bitPattern: ties.kind(person.ties[askedTies[index]], era: era)))
            if used == 64 {
                tieKey.append(packed)
                (packed, used) = (0, 0)
            }
            packed |= (kind >> 1) &<< used
            used &+= 16
            all |= kind
        }
        areTiesRemarked = all & 1 == 1
        if all >> 17 != 0 { return TiePatterns.Tied(pattern: -1, base: 0) }
        tieKey.append(packed)
        if era != 0 { tieKey.append(UInt64(truncatingIfNeeded: era)) }
        return patterns.value(of: tieKey).map { patterns.all[Int($0)] }
    }

    /// All that a plan depends on, as words, of somebody whose ties have a pattern; false when the person is left to
    /// the assessor.
    mutating func makeKey(_ person: borrowing CompactPerson, _ number: Int, pattern: Int32) -> Bool {
        key.removeAll()
        key.append(days.shape(of: number) | UInt64(UInt32(bitPattern: pattern)) << 32)
        guard
            days.addCodes(
                of: person, on: number, readings: asksReadings, otherFacts, &severalCells, to: &key)
        else { return false }
        restOfKey = key.count
        if !person.refused.isEmpty { for fact in person.refused { key.append(1 << 62 | UInt64(fact)) } }
        if days.hasLoose(number) {
            guard addLooseCells(person, number) else { return false }
            key.append(looseCells)
        }
        if let left = person.placeLeft { key.append(1 << 61 | UInt64(left.rawValue)) }
        givenInKey = key.count
        return person.given.isEmpty || addGiven(person, number)
    }

    /// The same as `makeKey` says, in words that mean the same to every worker.
    func sharedKey(_ person: borrowing CompactPerson, _ number: Int, pattern: Int32) -> [UInt64]? {
        let day = days.days[number]
        var words = [UInt64(UInt32(bitPattern: day.shape))]
        words += patterns.patterns[Int(pattern)]
        for column in day.columns {
            guard let cells = cells(person.facts[Int(days.columns[column].fact)], column, day) else {
                return nil
            }
            words += cells
        }
        for reading in person.readings { words.append(UInt64(reading)) }
        return words + key.words(from: restOfKey)
    }

    /// The cells of a fact, as words: one for a single cell, two for several.
    func cells(_ set: FactSet, _ column: Int, _ day: DayBook.Day) -> [UInt64]? {
        if set.isSingle { return days.cell(of: set, in: column, of: day).map { [UInt64($0)] } }
        if otherFacts[Int(days.columns[column].fact)] { return nil }
        guard let mask = days.mask(of: set, in: column, of: day) else { return nil }
        if mask.nonzeroBitCount == 1 { return [UInt64(mask.trailingZeroBitCount)] }
        return [UInt64(UInt8.max), mask]
    }

    /// The lots that the ties of a person reach, and what of them plans depend on; nil inside for people who are left to
    /// the assessor.
    mutating func reach(
        _ person: borrowing CompactPerson, _ day: DayBook.Day
    ) -> (place: PersonPlace, words: [UInt64]?) {
        var place = PersonPlace(day)
        guard day.open != 0 else { return (place, nil) }
        var known: UInt64 = 0
        var openKinds: UInt64 = 0
        for (kind, tie) in person.ties.enumerated() {
            let lots = ties.lots(tie, era: Int(day.era))
            known |= lots.known
            if lots.open == 0 { continue }
            // A tie that is open to some of the other lots only sets those apart.
            guard lots.open == day.open & ~lots.known else { return (place, nil) }
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
        var words = [UInt64(day.era)]
        for reached in place.reached {
            let lot = assessor.countsPlaces || tellsLotsApart ? UInt64(reached.lot) : 0
            words.append(1 << 63 | reached.known | reached.open << 16 | lot << 32)
        }
        let hasOthers = day.open & ~known != 0
        words.append(openKinds | (hasOthers ? 1 << 32 : 0) | refusedTies(person) << 40)
        return (place, words)
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

    /// Works out what is told by no cells, on a day that has such; false when some of it is not known.
    private mutating func addLooseCells(_ person: borrowing CompactPerson, _ number: Int) -> Bool {
        looseCells.removeAll()
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
            key.append(3 << 62 | UInt64(given.definition))
            guard
                let limit = rapid.limit(
                    given.definition, given.answer, readings: person.readings, facts: person.facts,
                    days.decisionDays[number])
            else { return false }
            key.append(limit.cells)
            if case .known(.yesOrNo(let isYes)) = given.answer { key.append(isYes ? 1 : 0) }
        }
        return true
    }
}
