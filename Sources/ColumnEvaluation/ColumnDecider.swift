import Facts
import RuleChecking
import RuleEvaluation

/// Decides people in columns, a block at a time: each fact takes everybody of the block from one state to the next.
package struct ColumnDecider: Sendable {
    private let plan: ColumnPlan
    /// For each slot of the plan, where the lots of its places begin.
    private let placeBegins: [Int32]
    private let open: [UInt64]
    private let placeLots: [UInt64]
    private let places: Int
    /// For each end: its standing, its cohort and the conditions it fails.
    private let standings: [UInt8]
    private let cohorts: [Int8]
    private let failed: [UInt64]
    /// For each last state, whether nobody in it stands above the least without a tie.
    private let needsTies: [Bool]
    /// For each connection, its bit among the ties that tests tell apart; none for others.
    private let tieBits: [Int]

    /// What is known of the people of a block on the way.
    private struct Block: ~Copyable {
        static let size = 512
        var slots = [Int32](repeating: 0, count: size)
        var states = [Int32](repeating: 0, count: size)
        var placeBegins = [Int32](repeating: 0, count: size)
        var lots = [UInt64](repeating: 0, count: size)
        var ties = [Int32](repeating: 0, count: size)
        /// One kind of tie after the other.
        var lotsByKind: [UInt64]

        init(kinds: Int) { lotsByKind = Array(repeating: 0, count: kinds * Self.size) }
    }

    /// - Parameters:
    ///   - facts: the facts that there are columns for.
    ///   - dates: the days that people are judged on; more do no harm, and people of others are left undecided.
    /// - Returns: nil for rules or days that tables are not made for.
    package init?(
        _ book: DecisionBook, readings: [Int], facts: Set<Int>, dates: [CivilDate], places: PlaceLots
    ) {
        guard book.rules.lots.count <= PlaceLots.mostLots, !book.rules.tellsLotsApart,
            let plan = ColumnPlan(book, readings: readings, facts: facts, dates: Set(dates).sorted())
        else { return nil }
        self.plan = plan
        var begins: [Int32] = [0]
        var open: [UInt64] = [0]
        for (offset, slot) in plan.slots.enumerated() where slot != 0 {
            let day = CivilDate(clamping: Int(plan.firstDay) + offset)
            guard let era = places.era(of: day) else { return nil }
            begins.append(Int32(era * places.places))
            open.append(places.open[era])
        }
        (placeBegins, self.open) = (begins, open)
        (placeLots, self.places) = (places.lots, places.places)
        let combinations = 1 << plan.tieKinds.count
        standings = plan.ends.map(\.standing)
        cohorts = plan.ends.map(\.cohort)
        failed = plan.ends.map(\.failed)
        needsTies = stride(from: 0, to: plan.lasts.count, by: combinations).map {
            plan.ends[Int(plan.lasts[$0])].standing == DecisionEnd.Standing.notEligible.rawValue
        }
        tieBits = book.rules.connections.indices.map { plan.tieKinds.firstIndex(of: $0) ?? -1 }
    }

    /// Decides some of the people; the others keep what is written of them.
    package func decide(_ people: PeopleColumns, _ rows: Range<Int>, into decisions: inout ColumnDecisions) {
        guard people.isEven, rows.lowerBound >= 0, rows.upperBound <= people.dates.count,
            decisions.outcomes.count == people.dates.count, people.places.count == tieBits.count
        else { return }
        var block = Block(kinds: tieBits.count)
        var begin = rows.lowerBound
        while begin < rows.upperBound {
            let part = begin..<min(begin + Block.size, rows.upperBound)
            start(people.dates.span.extracting(part), &block)
            for level in plan.levels {
                switch people.facts[level.fact] {
                case .days(let days)?: Self.step(level, days.span.extracting(part), &block)
                case .ticks(let ticks)?: Self.step(level, ticks.span.extracting(part), &block)
                case .answers(let answers)?: Self.step(level, answers.span.extracting(part), &block)
                case nil: return
                }
            }
            reach(people, part, &block)
            finish(
                part, block, &decisions.outcomes, &decisions.lots, &decisions.failed, &decisions.cohorts)
            begin = part.upperBound
        }
    }

    // MARK: Steps

    /// Puts everybody at the beginning of their day.
    private func start(_ dates: Span<Int32>, _ block: inout Block) {
        for index in dates.indices {
            let offset = Int(dates[index]) - Int(plan.firstDay)
            let slot = UInt(bitPattern: offset) < UInt(plan.slots.count) ? plan.slots[offset] : 0
            block.slots[index] = slot
            block.states[index] = plan.roots[Int(slot)]
            block.placeBegins[index] = placeBegins[Int(slot)]
        }
    }

    private static func step(_ level: ColumnPlan.Level, _ values: Span<Int32>, _ block: inout Block) {
        let steps = level.steps.span
        let ends = level.dayEnds.span
        for index in values.indices {
            let value = SIMD4<Int32>(repeating: values[index])
            var below = SIMD4<Int32>.zero
            let first = Int(block.slots[index]) * level.fours
            for four in first..<first + level.fours {
                below.replace(with: below &+ 1, where: ends[four] .< value)
            }
            block.states[index] = steps[Int(block.states[index] + below.wrappedSum())]
        }
    }

    private static func step(_ level: ColumnPlan.Level, _ values: Span<Int64>, _ block: inout Block) {
        let steps = level.steps.span
        let ends = level.ends.span
        for index in values.indices {
            let value = SIMD4<Int64>(repeating: values[index])
            var below = SIMD4<Int64>.zero
            let first = Int(block.slots[index]) * level.fours
            for four in first..<first + level.fours {
                below.replace(with: below &+ 1, where: ends[four] .< value)
            }
            block.states[index] = steps[Int(block.states[index]) + Int(below.wrappedSum())]
        }
    }

    private static func step(_ level: ColumnPlan.Level, _ values: Span<UInt8>, _ block: inout Block) {
        let steps = level.steps.span
        for index in values.indices {
            block.states[index] = steps[Int(block.states[index]) + Int(values[index])]
        }
    }

    // MARK: Ties

    /// The lots that everybody has some tie to, and the ties they have.
    private func reach(_ people: PeopleColumns, _ rows: Range<Int>, _ block: inout Block) {
        for index in 0..<rows.count {
            block.lots[index] = 0
            block.ties[index] = 0
        }
        for (kind, places) in people.places.enumerated() where !places.isEmpty {
            let column = places.span.extracting(rows)
            let bit: Int32 = tieBits[kind] < 0 ? 0 : 1 << Int32(tieBits[kind])
            let placeLots = placeLots.span
            for index in column.indices {
                let lots = placeLots[Int(block.placeBegins[index]) + Int(column[index])]
                block.lotsByKind[kind * Block.size + index] = lots
                block.lots[index] |= lots
                block.ties[index] |= lots == 0 ? 0 : bit
            }
        }
    }

    private func finish(
        _ rows: Range<Int>, _ block: borrowing Block, _ outcomes: inout [UInt8], _ lotsFound: inout [UInt64],
        _ failedFound: inout [UInt64], _ cohortsFound: inout [Int8]
    ) {
        let shift = plan.tieKinds.count
        var outcomes = outcomes.mutableSpan
        var cohortsFound = cohortsFound.mutableSpan
        var failedFound = failedFound.mutableSpan
        var lotsFound = lotsFound.mutableSpan
        let (lasts, standings) = (plan.lasts.span, self.standings.span)
        let (needsTies, cohorts, failed) = (self.needsTies.span, self.cohorts.span, self.failed.span)
        for index in 0..<rows.count {
            let row = rows.lowerBound + index
            let state = Int(block.states[index])
            let lots = block.lots[index]
            guard state >= ColumnPlan.firstState else {
                outcomes[row] = ColumnDecisions.undecided
                continue
            }
            var end = Int(lasts[state << shift + Int(block.ties[index])])
            var found = lots
            var standing = standings[end]
            if lots & (lots &- 1) != 0 || !needsTies[state] {
                (end, standing, found) = best(block, index)
            }
            outcomes[row] = standing
            cohortsFound[row] = cohorts[end]
            failedFound[row] = failed[end]
            lotsFound[row] = found
        }
    }

    /// The end whose conditions are reported, the best standing, and the lots: those that are eligible, or else those
    /// that ties reach.
    private func best(_ block: borrowing Block, _ index: Int) -> (end: Int, standing: UInt8, lots: UInt64) {
        let state = Int(block.states[index]) << plan.tieKinds.count
        let open = open[Int(block.slots[index])]
        var standing: UInt8 = 0
        var eligible: UInt64 = 0
        var rest = needsTies[Int(block.states[index])] ? block.lots[index] : open
        while rest != 0 {
            let lot = rest & (~rest + 1)
            rest ^= lot
            let own = standings[Int(plan.lasts[state + ties(to: lot, block, index)])]
            standing = max(standing, own)
            if own == DecisionEnd.Standing.eligible.rawValue { eligible |= lot }
        }
        let found = eligible == 0 ? block.lots[index] : eligible
        // By order of connections, then of the file.
        var leading = found == 0 ? open & (~open &+ 1) : found & (~found &+ 1)
        for kind in tieBits.indices {
            let first = found & block.lotsByKind[kind * Block.size + index]
            if first == 0 { continue }
            leading = first & (~first + 1)
            break
        }
        return (Int(plan.lasts[state + ties(to: leading, block, index)]), standing, found)
    }

    private func ties(to lot: UInt64, _ block: borrowing Block, _ index: Int) -> Int {
        var ties = 0
        for kind in tieBits.indices where tieBits[kind] >= 0 {
            ties |= block.lotsByKind[kind * Block.size + index] & lot == 0 ? 0 : 1 << tieBits[kind]
        }
        return ties
    }
}
