import Facts
import RuleChecking
import RuleEvaluation

/// Text up to a gap, and the gap.
package struct SentencePiece: Sendable {
    /// Where the text is among others.
    var begin: UInt32
    var end: UInt32
    let gap: UInt32

    package init(text: Range<Int>, gap: Int) {
        (begin, end, self.gap) = (UInt32(text.lowerBound), UInt32(text.upperBound), UInt32(gap))
    }
}

/// Writes sentences with what fills their gaps for one person. All of it is one loop, since most of what is written is
/// shorter than a call takes.
extension RapidAssessor {
    /// Writes pieces and what fills their gaps, as it is written in quotes, for the person whose lot was made the leading
    /// one.
    ///
    /// - Parameters:
    ///   - own: which of the pieces to write.
    ///   - texts: what the pieces are part of.
    ///   - day: the number of the person's day.
    package mutating func write(
        _ pieces: borrowing [SentencePiece], _ own: Range<Int>, of texts: borrowing ByteStore,
        _ person: borrowing CompactPerson, _ day: Int, to row: inout RowBytes
    ) {
        let pieces = pieces.span.extracting(own)
        var done = writeQuickly(pieces, of: texts, person, day, to: &row)
        if done == pieces.count { return }
        // Most people need none, and it is large.
        let explainer = explainer(person, lead)
        while done < pieces.count {
            row.append(Self.inQuotes(words(ofGap: Int(pieces[done].gap), person.date, explainer)))
            done += 1
            done += writeQuickly(pieces.extracting(droppingFirst: done), of: texts, person, day, to: &row)
        }
    }

    /// Writes pieces up to the first whose gap takes a look at the expression; of that, only the text.
    ///
    /// - Returns: the place of that piece, or how many there are.
    @inline(__always)
    private mutating func writeQuickly(
        _ pieces: Span<SentencePiece>, of texts: borrowing ByteStore, _ person: borrowing CompactPerson,
        _ day: Int, to row: inout RowBytes
    ) -> Int {
        let facts = person.facts.span
        // What was given for a definition is said in its own words.
        let isPlain = person.given.isEmpty
        let today = days.days[day].calendar
        var (born, age) = (Int32(-1), 0)
        for index in pieces.indices {
            row.append(texts, from: Int(pieces[index].begin), to: Int(pieces[index].end))
            let filling = fillings[Int(pieces[index].gap)]
            let fact = Int(filling.fact)
            switch filling.kind {
            case .decisionDate:
                days.words.write(day, to: &row)
                continue
            case .connections:
                let number = connections(filling.detail, person, day)
                connectionWords.write(number, to: &row)
                continue
            case _ where !isPlain: return index
            case .other: return index
            case .date:
                guard let date = Self.date(facts[fact]) else { return index }
                CalendarDay(date).write(to: &row)
            case .money:
                guard let amount = Self.tick(facts[fact]) else { return index }
                row.append(poundsOfMillionths: amount)
                gapWords.write(Int(filling.words), to: &row)
            case .answers:
                let bit = facts[fact].options
                guard facts[fact].isSingle, bit != 0 else { return index }
                let answer = Int(filling.words) &+ bit.trailingZeroBitCount
                if gapWords.isEmpty(answer) { return index }
                gapWords.write(answer, to: &row)
            case .age, .ageApart, .rate:
                if fact >= 0 {
                    if born != filling.fact {
                        guard let birth = Self.date(facts[fact]) else { return index }
                        (born, age) = (filling.fact, calendar.age(from: CalendarDay(birth), on: today))
                    }
                    if age < 0 { return index }
                }
                if filling.kind == .rate {
                    guard let words = rate(filling, day, at: fact >= 0 ? Int64(age) : 0) else { return index }
                    gapWords.write(words, to: &row)
                    continue
                }
                if filling.kind == .ageApart { row.append(UInt8(ascii: " ")) }
                row.append(groupedDigitsOf: UInt64(age))
            case .time:
                guard let start = Self.date(facts[fact]), start <= today.date else { return index }
                writeTime(from: CalendarDay(start), to: today, day, &row)
            }
        }
        return pieces.count
    }

    @inline(__always)
    private static func tick(_ set: FactSet) -> Int64? {
        set.options == 0 && set.low == set.high ? set.low : nil
    }

    @inline(__always)
    private static func date(_ set: FactSet) -> CivilDate? {
        tick(set).map { CivilDate(clamping: Int($0)) }
    }

    // MARK: Times

    @inline(__always)
    private mutating func writeTime(
        from start: CalendarDay, to end: CalendarDay, _ day: Int, _ row: inout RowBytes
    ) {
        let span = calendar.span(from: start, to: end)
        row.append(" is ")
        if span.years != 0 {
            Self.write(span.years, " year", to: &row)
            if span.months != 0, span.days != 0 {
                row.append(", ")
            } else if span.months != 0 || span.days != 0 {
                row.append(" and ")
            }
        }
        if span.months != 0 {
            Self.write(span.months, " month", to: &row)
            if span.days != 0 { row.append(" and ") }
        }
        if span.days != 0 { Self.write(span.days, " day", to: &row) }
        if start.date == end.date { row.append("0 days") }
        row.append(" (from ")
        start.write(to: &row)
        row.append(" to ")
        days.words.write(day, to: &row)
        row.append(UInt8(ascii: ")"))
    }

    @inline(__always)
    private static func write(_ count: Int, _ unit: StaticString, to row: inout RowBytes) {
        row.append(digitsOf: UInt64(count))
        row.append(unit)
        if count != 1 { row.append(UInt8(ascii: "s")) }
    }

    // MARK: Ties

    /// The number of the sentence about ties, remembered for all who have the same.
    private mutating func connections(
        _ kinds: UInt64, _ person: borrowing CompactPerson, _ day: Int
    ) -> Int {
        // Where a lot is reached, nothing is said of ties that lead elsewhere.
        let reached = kinds & lead.known
        let told = (reached == 0 ? kinds : reached) & (1 << UInt64(person.ties.count) - 1)
        connectionKey.removeAll()
        connectionKey.append(
            told | (reached == 0 ? 0 : lead.known) << 16 | UInt64(UInt16(clamping: lead.lot)) << 32
                | UInt64(UInt16(truncatingIfNeeded: lead.era)) << 48)
        var rest = told
        while rest != 0 {
            connectionKey.append(UInt64(person.ties[rest.trailingZeroBitCount]))
            rest &= rest - 1
        }
        if let known = connectionTable.value(of: connectionKey) { return Int(known) }
        if connectionTable.isFull {
            connectionTable.removeAll()
            connectionWords = TextStore()
        }
        let words = Self.inQuotes(String(connectionSentence(kinds, person, lead, day).dropLast()))
        connectionTable.insert(Int32(connectionWords.count), for: connectionKey)
        return connectionWords.add(words)
    }

    private mutating func connectionSentence(
        _ kinds: UInt64, _ person: borrowing CompactPerson, _ lead: LeadingLot, _ number: Int
    ) -> String {
        let day = days.days[number]
        let lot = lead.lot
        let isOpen = lot < rules.lots.count && day.open >> UInt64(lot) & 1 == 1
        var truths: [Truth] = []
        for kind in person.ties.indices where isOpen {
            truths.append(ties.lots(person.ties[kind], era: Int(day.era)).truth(lot))
        }
        let sentence = ConnectionSentence(
            rules: rules, ties: truths, places: person.ties.map { ties.ties[Int($0)].places },
            lotTitle: isOpen ? rules.lots[lot].title : nil)
        let (areas, date) = (assessor.book.areas, day.date)
        return sentence.words(kinds) { areas.holds($0, lot: lot, on: date) == .yes }
    }

    // MARK: Rates

    /// The number of what a rate comes to on a day, in words.
    @inline(__always)
    private mutating func rate(_ filling: Filling, _ day: Int, at by: Int64) -> Int? {
        rateWords.words(of: Int(filling.words), days.days[day].rates, at: by)
            ?? makeWords(of: Int(filling.words), Int(filling.detail), day, at: by)
    }

    /// Puts what a rate comes to on a day into words, and finds that of one of its bands.
    @inline(never)
    private mutating func makeWords(of rate: Int, _ node: NodeID, _ day: Int, at by: Int64) -> Int? {
        let (date, number) = (days.days[day].date, days.days[day].rates)
        guard !rateWords.hasWords(of: rate, number), case .value(let type) = rules.types[node] else {
            return nil
        }
        let bands = rules.rates[rate].period(on: date)?.bands ?? []
        let hasBands = rules.rates[rate].by != nil
        var found: [(from: Int64, words: Int)] = []
        for band in bands {
            // The least age in the band.
            let above = band.from.floor
            let from = Rational(Int(above)) == band.from ? above : above + 1
            guard let from = Int64(exactly: hasBands ? from : 0) else { continue }
            let words = type.words(for: band.value)
            let number = rateNumbers[words] ?? gapWords.add(Self.inQuotes(words))
            rateNumbers[words] = number
            found.append((from, number))
        }
        rateWords.setWords(of: rate, number, found)
        return rateWords.words(of: rate, number, at: by)
    }
}
