import DelimitedText
import Facts
import RuleChecking
import RuleTestSupport

/// Lists for any rules: a column for every fact and every way to say where a connection is, with cells of all kinds.
struct RandomList {
    private let rules: CheckedRules
    private let wards: [String]
    /// Corners of wards, which borders of lots run through: latitude and longitude.
    private let corners: [(Double, Double)]

    /// - Parameter outlines: boundary files as text.
    init(_ rules: CheckedRules, outlines: [String] = []) {
        self.rules = rules
        corners = outlines.flatMap { text in
            text.split { $0.isWhitespace || "<>".contains($0) }.compactMap { point in
                let numbers = point.split(separator: ",").compactMap { Double($0) }
                return numbers.count >= 2 ? (numbers[1], numbers[0]) : nil
            }
        }
        let inLots = rules.lots.flatMap(\.parts).compactMap { part in
            if case .ward(let code, _) = part.area { code } else { nil }
        }
        wards = Array(inLots.prefix(12)) + ["E05001190", "E05001178", "E05009999"]
    }

    func text(rows: Int, _ random: inout SeededRandom) -> String {
        var writer = DelimitedWriter()
        writer.append("reference")
        writer.append(rules.decidedOn)
        for fact in rules.facts { writer.append(fact.name) }
        // Every other connection may be told by a point.
        for (index, connection) in rules.connections.enumerated() {
            writer.append(index.isMultiple(of: 2) ? connection.name : "\(connection.name) ward")
        }
        writer.append("other connections")
        writer.append("places taken")
        for definition in rules.definitions { writer.append(definition.name) }
        writer.append("remarks")
        writer.endRow()
        // Few different rows, each often with a cell changed: people have most things in common.
        let common = (0..<8).map { _ in cells(&random, isTidy: true) }
        for row in 0..<rows {
            var cells = random.pick(common)
            let others = self.cells(&random, isTidy: random.once(in: 2))
            for column in cells.indices where random.once(in: 4) { cells[column] = others[column] }
            writer.append("R\(row)")
            for cell in cells { writer.append(cell) }
            writer.append(random.pick(["", "", "ring, first", "=1+1", "“so”", "two\nlines", "\"quoted\""]))
            writer.endRow()
        }
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private func cells(_ random: inout SeededRandom, isTidy: Bool) -> [String] {
        var cells = [date(2016...2024, &random)]
        cells += rules.facts.map { cell($0.name, $0.type, &random, isTidy: isTidy) }
        for index in rules.connections.indices {
            cells.append(
                index.isMultiple(of: 2) && random.once(in: 4)
                    ? point(&random)
                    : random.once(in: 2)
                        ? random.pick(wards)
                        : random.pick([
                            "", "none", "unknown", "refused", random.pick(wards) + "|unknown", "E0500",
                            "none",
                        ]))
        }
        cells.append(random.pick(["none", "none", "", "unknown"]))
        cells.append(random.pick(["", "", "", "", "3 of 5", "5 of 5"]))
        cells += rules.definitions.map { definition in
            // What follows from the facts is seldom given.
            guard random.once(in: 40) else { return "" }
            guard case .value(let type) = definition.type else { return random.pick(["yes", "no"]) }
            return cell(definition.name, FactType(type), &random, isTidy: isTidy)
        }
        return cells
    }

    private func cell(
        _ name: String, _ type: FactType, _ random: inout SeededRandom, isTidy: Bool
    ) -> String {
        let special = type.specialAnswers
        if random.once(in: 8) {
            return random.pick(
                ["", "unknown", "refused"] + special
                    + (isTidy ? [] : ["#N/A", "nonsense", "31/02/2019", "-1", "=2", " "]))
        }
        switch type.value {
        case .yesOrNo: return random.pick(["yes", "no", "y", "N"])
        case .date: return date(name.contains("birth") ? 1950...2005 : 2013...2021, &random)
        case .number, .years, .days, .weeks, .months, .share, .percentage:
            return random.once(in: 6)
                ? "\(random.number(1...10)) to \(random.number(11...40))"
                : String(random.number(0...4) * random.number(1...12))
        case .money(let per):
            let most = per == .hour ? 20 : 30_000
            return random.pick(["", "£"]) + String(random.number(0...most)) + random.pick(["", "", ".50"])
        case .text: return random.pick(["Rowan", "", "Søren", "O’Hara"])
        case .spells:
            let first = "\(date(2015...2017, &random)) to \(date(2018...2019, &random))"
            return random.pick([
                "none", "", "unknown", first, "\(date(2014...2022, &random)) onwards",
                "\(first); \(date(2020...2022, &random)) onwards",
            ])
        case .choice(let answers): return random.pick(answers)
        case .time: return ""
        }
    }

    /// A point on a corner, or within some 300 metres of it.
    private func point(_ random: inout SeededRandom) -> String {
        if corners.isEmpty { return "" }
        let (latitude, longitude) = random.pick(corners)
        let away = random.once(in: 3) ? 0 : 30
        return "latitude \(latitude + Double(random.number(-away...away)) / 10_000), "
            + "longitude \(longitude + Double(random.number(-away...away)) / 10_000)"
    }

    private func date(_ years: ClosedRange<Int>, _ random: inout SeededRandom) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let (day, month, year) = (random.number(1...28), random.number(1...12), random.number(years))
        return random.pick(["\(two(day))/\(two(month))/\(year)", "\(year)-\(two(month))-\(two(day))"])
    }
}
