import Facts
import RuleChecking
import RuleDiagrams
import RuleProofs

/// How the areas of lots differ between two rule books: which wards belong to which lot, and when.
struct AreaComparison {
    let old: RuleBook
    let new: RuleBook

    /// Sentences, lot by lot, in the order of the new rules.
    var sentences: [String] {
        var sentences: [String] = []
        let oldLots = Dictionary(
            old.rules.lots.enumerated().map { (TextKey.of($0.element.title), $0.offset) }
        ) { first, _ in first }
        var seen: Set<Int> = []
        for (index, lot) in new.rules.lots.enumerated() {
            guard let before = oldLots[TextKey.of(lot.title)] else {
                sentences.append("The lot “\(lot.title)” is new.")
                continue
            }
            seen.insert(before)
            sentences += changes(of: lot.title, before, index)
        }
        for (index, lot) in old.rules.lots.enumerated() where !seen.contains(index) {
            sentences.append("The lot “\(lot.title)” is no longer there.")
        }
        return sentences
    }

    private func changes(of title: String, _ before: Int, _ after: Int) -> [String] {
        var sentences: [String] = []
        let (was, is_) = (openDays(old, before), openDays(new, after))
        if was != is_ {
            sentences.append("The lot “\(title)” is open \(words(is_)), where it was open \(words(was)).")
        }
        let (oldWards, newWards) = (wards(old, before), wards(new, after))
        var gains: [[ClosedRange<CivilDate>]: [String]] = [:]
        var losses: [[ClosedRange<CivilDate>]: [String]] = [:]
        for code in Set(oldWards.keys).union(newWards.keys).sorted() {
            let (was, is_) = (oldWards[code] ?? [], newWards[code] ?? [])
            guard was != is_ else { continue }
            let name = (new.map?.ward(code: code) ?? old.map?.ward(code: code)).map { " “\($0.name)”" } ?? ""
            if was.isEmpty {
                gains[is_, default: []].append(code + name)
            } else if is_.isEmpty {
                losses[was, default: []].append(code + name)
            } else {
                sentences.append(
                    "\(code)\(name) belongs to “\(title)” \(words(is_)), where it belonged \(words(was)).")
            }
        }
        for (days, wards) in gains.sorted(by: { $0.value[0] < $1.value[0] }) {
            sentences.append("“\(title)” gains \(wards.joined(separator: ", ")), \(words(days)).")
        }
        for (days, wards) in losses.sorted(by: { $0.value[0] < $1.value[0] }) {
            sentences.append(
                "“\(title)” loses \(wards.joined(separator: ", ")), which belonged \(words(days)).")
        }
        return sentences
    }

    /// The days on which each ward belongs to a lot.
    private func wards(_ book: RuleBook, _ lot: Int) -> [String: [ClosedRange<CivilDate>]] {
        let starts = book.areas.startDays(of: lot).sorted()
        var found: [String: [ClosedRange<CivilDate>]] = [:]
        for (position, start) in starts.enumerated() {
            let end = position + 1 < starts.count ? starts[position + 1].adding(days: -1) : .latest
            for code in book.areas.wards(of: lot, on: start) {
                var days = found[code] ?? []
                if let last = days.last, last.upperBound.adding(days: 1) == start {
                    days[days.count - 1] = last.lowerBound...end
                } else {
                    days.append(start...end)
                }
                found[code] = days
            }
        }
        return found
    }

    private func openDays(_ book: RuleBook, _ lot: Int) -> [ClosedRange<CivilDate>] {
        let open = book.rules.lots[lot].open
        if open.isEmpty { return [.earliest ... .latest] }
        return open.compactMap { days in
            switch days {
            case .always: .earliest ... .latest
            case .range(let range, _, _): (range.from ?? .earliest)...(range.to ?? .latest)
            case .notPublished: nil
            }
        }
    }

    private func words(_ days: [ClosedRange<CivilDate>]) -> String { DayWords.words(days) }
}

/// Days in words.
enum DayWords {
    /// “from 1 July 2020 to 31 March 2021”, “on every day”, “on no day”.
    static func words(_ days: [ClosedRange<CivilDate>]) -> String {
        if days.isEmpty { return "on no day" }
        if days.count > 3 {
            let count = days.reduce(0) { $0 + Int($1.upperBound.dayNumber - $1.lowerBound.dayNumber) + 1 }
            let (first, last) = (days[0].lowerBound, days[days.count - 1].upperBound)
            return "on \(Rational(count).decimalText) days from \(first) to \(last)"
        }
        return days.map { range in
            switch (range.lowerBound == .earliest, range.upperBound == .latest) {
            case (true, true): "on every day"
            case (true, false): "until \(range.upperBound)"
            case (false, true): "from \(range.lowerBound) onwards"
            case (false, false):
                range.lowerBound == range.upperBound
                    ? "on \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
            }
        }.joined(separator: " and ")
    }
}
