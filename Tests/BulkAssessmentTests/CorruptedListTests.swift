import BulkAssessment
import DelimitedText
import Diagnostics
import RuleTestSupport
import Testing

/// Lists damaged at random: bytes, cells, quotation marks, separators, headers and encodings. Whatever comes of it is
/// either refused as a whole or has every row in the decisions, in the rejects, or counted as empty.
@Suite struct CorruptedListTests {
    /// How many are tried. A million take about a quarter of an hour with optimisation:
    /// `WARDWISE_CORRUPTIONS=1000000 make test ONLY=CorruptedListTests`.
    private static let rounds = Asked.corruptions ?? 1_200

    @Test(arguments: 0..<4)
    func `a corrupted list is refused, or not a row of it is lost`(part: Int) async throws {
        let seed = UInt64.printed()
        let first = seed &* 1_000_000_007 &+ UInt64(part)
        let assessor = try SmallProgramme.assessor()
        var read = 0
        let rounds = Self.rounds / 4
        for round in 0..<rounds {
            var list = CorruptedList(seed: first &+ UInt64(round) &* 4)
            let bytes = list.damaged()
            var options = ListAssessment.Options()
            options.jobs = 1 + round % 3
            options.chunkSize = ChunkSize(records: 1 + round % 5)
            options.remembers = round % 7 != 0
            options.writesRejects = true
            var output = ListAssessment.Output()
            let block = list.random.pick([1, 7, 64, 1_000])
            do throws(Problems) {
                let report = try await ListAssessment(assessor, options: options).run(
                    MemoryByteSource(bytes, blockSize: block), named: "list.csv"
                ) { (part) throws(Problems) in
                    output.decisions += part.decisions
                    output.rejects += part.rejects
                }
                read += 1
                if let loss = list.loss(in: output, of: bytes, report.summary) {
                    Issue.record("seed \(seed), part \(part), round \(round): \(loss)\n\(list.shown(bytes))")
                    return
                }
            } catch {
                let isTold = error.all.contains { $0.severity == .error } && output.decisions.isEmpty
                #expect(isTold, "seed \(seed), part \(part), round \(round): \(list.shown(bytes))")
            }
        }
        #expect(read > rounds / 4 && read < rounds)
    }
}

/// A little list, and what can befall it.
private struct CorruptedList {
    var random: SeededRandom
    private var rows: [[String]]
    private let references: [String]

    init(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let header = SmallProgramme.header.split(separator: "\n").joined().split(separator: ",").map(
            String.init)
        let references = (0..<random.number(1...5)).map { "Q\($0)q" }
        rows = [header]
        for reference in references {
            rows.append([
                reference, random.pick(["Ada", "Zoë", "O'Hara", "=1+1", ""]),
                random.pick(["Moss", "Łuc, ja"]),
                random.pick(["13/05/1990", "1990-05-13", "31/02/1990", "05/13/1990", ""]),
                random.pick(["03/09/2019", "2019-09-03", "3 Sep 2019", "unknown"]),
                random.pick(["yes", "no", "maybe", ""]), random.pick(["£9000", "12,500", "", "-1"]),
                random.pick(["", "never worked", "01/01/2018"]),
                random.pick(["E05000001", "E05000002 South", "E05000009", "none"]),
                random.pick(["B37 7RN", "", "B3"]), random.pick(["", "two\nlines", "a \"word\"", "🏡"]),
            ])
        }
        self.references = references
        self.random = random
    }

    mutating func damaged() -> [UInt8] {
        for _ in 0..<random.number(0...2) { damageRows() }
        let separator = random.pick([",", ",", ",", ";", "\t", "|"])
        let ending = random.pick(["\n", "\n", "\r\n", "\r"])
        var text = random.once(in: 8) ? "sep=\(separator)\(ending)" : ""
        if random.once(in: 8) { text += "People of spring\(separator)\(ending)\(ending)" }
        for row in rows {
            // Now and then somebody wrote a row with another program.
            let separator = random.once(in: 40) ? random.pick([",", ";", "\t", " "]) : separator
            text += row.map { quoted($0, separator) }.joined(separator: separator) + ending
        }
        var bytes = encoded(text)
        for _ in 0..<random.number(0...4) { damage(&bytes) }
        return bytes
    }

    // MARK: Damage

    private mutating func damageRows() {
        let row = random.number(0...rows.count - 1)
        guard !rows[row].isEmpty else { return }
        let column = random.number(0...rows[row].count - 1)
        switch random.number(0...9) {
        case 0: rows[row].remove(at: column)
        case 1: rows[row].insert(random.pick(["", "x", rows[0].first ?? ""]), at: column)
        case 2: rows[row].swapAt(column, random.number(0...rows[row].count - 1))
        case 3: rows.insert(rows[0], at: row)
        case 4: rows.insert(random.once(in: 2) ? [] : ["", "", ""], at: row)
        case 5: if rows.count > 1 { rows.swapAt(row, random.number(0...rows.count - 1)) }
        case 6 where !rows[0].isEmpty:
            rows[0][min(column, rows[0].count - 1)] = random.pick(["DOB", "Start", "", "Surname", "dob "])
        default:
            rows[row][column] = random.pick([
                "#N/A", "nonsense", " ", "\u{A0}", "\u{202E}yes", "\u{FEFF}", "1e400", "-", "'", "''", "|",
                String(repeating: "x", count: 300), "99999999999999999999", "31/12/9999", "£",
                "B37 7RN|unknown",
            ])
        }
    }

    /// A cell as programs write it, and as careless ones do.
    private mutating func quoted(_ cell: String, _ separator: String) -> String {
        let needsQuotes = cell.contains { $0 == "\"" || $0.isNewline } || cell.contains(separator)
        if random.once(in: 60) { return random.once(in: 2) ? "\"\(cell)" : "\(cell)\"" }
        guard needsQuotes != random.once(in: 30) else { return cell }
        return "\"\(random.once(in: 30) ? cell : cell.replacing("\"", with: "\"\""))\""
    }

    private mutating func encoded(_ text: String) -> [UInt8] {
        switch random.number(0...9) {
        case 0:
            let mark: [UInt8] = random.once(in: 8) ? [] : [0xFF, 0xFE]
            return mark + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        case 1:
            return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        // Western letters of one byte; what has none becomes a question mark.
        case 2: return text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : 0x3F }
        case 3: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
        default: return Array(text.utf8)
        }
    }

    private static let pieces: [[UInt8]] = [
        Array("\"".utf8), Array("\"\"".utf8), Array(",".utf8), Array(";".utf8), Array("\t".utf8), [0x0A],
        [0x0D],
        [0x0D, 0x0A], [0], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x81], [0x1A], Array("é".utf8),
        Array("sep=;\n".utf8), Array(" ".utf8), Array("'".utf8), Array("\n\n\n".utf8),
    ]

    private mutating func damage(_ bytes: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        let place = random.number(0...bytes.count - 1)
        let end = min(bytes.count, place + random.number(0...40))
        switch random.number(0...11) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: if random.once(in: 3) { bytes = Array(bytes.prefix(place)) }
        case 5: bytes.remove(at: place)
        default: bytes.insert(contentsOf: random.pick(Self.pieces), at: place)
        }
    }

    // MARK: What has to hold

    /// What was lost or does not add up; nil where nothing was.
    func loss(in output: ListAssessment.Output, of bytes: [UInt8], _ summary: Summary) -> String? {
        let rows = summary.rows
        if rows.read != rows.decided + rows.rejected + rows.empty { return "\(rows) do not add up" }
        if summary.outcomes.people != rows.decided { return "\(summary.outcomes) for \(rows)" }
        guard let decisions = Self.count(output.decisions), let rejects = Self.count(output.rejects) else {
            return "what was written cannot be read"
        }
        if decisions != rows.decided || rejects != rows.rejected {
            return "\(decisions) and \(rejects) written of \(rows)"
        }
        // Every reference that is still in the list is in what came of it, unless it stands above the header.
        guard let table = try? DelimitedTable(bytes: bytes, named: "list.csv") else {
            return "the list is read once and not twice"
        }
        let written = String(decoding: output.decisions + output.rejects, as: UTF8.self)
        let text = Self.text(bytes)
        for reference in references where table.headerLine == 1 {
            if text.contains(reference), !written.contains(reference) { return "\(reference) is lost" }
        }
        return nil
    }

    /// The rows under a header, as the reader of lists counts them.
    private static func count(_ bytes: [UInt8]) -> Int? {
        (try? DelimitedTable(bytes: bytes, named: "output", options: DelimitedOptions(delimiter: .comma)))
            .map { $0.records.reduce(0) { count, _ in count + 1 } }
    }

    /// The text as its first bytes say it is written.
    private static func text(_ bytes: [UInt8]) -> String {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { place in
            let (one, other) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isLittle ? one | other << 8 : one << 8 | other
        }
        return String(decoding: units, as: UTF16.self)
    }

    func shown(_ bytes: [UInt8]) -> String { "\(Self.text(bytes).debugDescription)\n\(bytes)" }
}
