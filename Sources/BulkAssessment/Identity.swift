import DelimitedText
import Eligibility
import Facts
import RuleChecking
import Postcodes

/// A 128-bit name for what tells one person from another. Of ten million rows, the chance that any two different ones
/// share one is less than one in 10²⁴.
struct Identity: Hashable, Sendable {
    var value: UInt128
}

/// FNV-1a in 128 bits: the same bytes give the same number on every machine and in every run.
struct IdentityHash {
    private(set) var state: UInt128 = UInt128(0x6c62_272e_07bb_0142) << 64 | UInt128(0x62b8_2175_6295_c58d)
    private static let prime: UInt128 = UInt128(1) << 88 | UInt128(0x13b)

    mutating func add(_ byte: UInt8) { state = (state ^ UInt128(byte)) &* Self.prime }

    /// Keeps `ab`, `c` apart from `a`, `bc`; no text in UTF-8 has this byte.
    mutating func endPart() { add(0xFF) }
}

/// Works out who a row is about, from the columns by which the rules identify people.
struct IdentityReader: Sendable {
    private enum Part: Sendable {
        case text(Int)
        case date(Int)
        /// A column of places; the form its cells are in.
        case place(Int, Field.Form, wantsPostcode: Bool)
    }

    private let parts: [Part]
    /// What the rules identify people by, and what of it the list has no column for.
    let names: [String]
    let missing: [String]
    private let order: AnswerReader.SlashDates

    init(_ rules: CheckedRules, _ mapping: ColumnMapping, order: AnswerReader.SlashDates) {
        var parts: [Part] = []
        var names: [String] = []
        var missing: [String] = []
        for part in rules.identifyBy {
            let name = Self.name(of: part, rules)
            names.append(name)
            if let part = Self.column(of: part, rules, mapping) {
                parts.append(part)
            } else {
                missing.append(name)
            }
        }
        self.parts = missing.isEmpty ? parts : []
        self.names = names
        self.missing = missing
        self.order = order == .monthFirst ? .monthFirst : .dayFirst
    }

    /// Whether duplicates can be looked for.
    var isUseful: Bool { !parts.isEmpty }

    private static func name(of part: IdentifyingPart, _ rules: CheckedRules) -> String {
        switch part {
        case .fact(let index): rules.facts[index].name
        case .postcode(let index): "\(rules.connections[index].name) postcode"
        case .ward(let index): "\(rules.connections[index].name) ward"
        }
    }

    private static func column(
        of part: IdentifyingPart, _ rules: CheckedRules, _ mapping: ColumnMapping
    ) -> Part? {
        switch part {
        case .fact(let index):
            guard let column = mapping.position(of: .fact(index)) else { return nil }
            return rules.facts[index].type.value == .date ? .date(column) : .text(column)
        case .postcode(let index), .ward(let index):
            let wantsPostcode = part == .postcode(connection: index)
            let own: Field.Form = wantsPostcode ? .postcode : .ward
            for form in [own, .place] {
                if let column = mapping.position(of: .tie(index, form)) {
                    return .place(column, form, wantsPostcode: wantsPostcode)
                }
            }
            return nil
        }
    }

    /// Who a row is about; nil when any part is blank, not known, or cannot be read.
    func identity(of record: borrowing DelimitedRecord) -> Identity? {
        guard isUseful else { return nil }
        var hash = IdentityHash()
        for part in parts {
            guard add(part, of: record, to: &hash) else { return nil }
            hash.endPart()
        }
        return Identity(value: hash.state)
    }

    private func add(_ part: Part, of record: borrowing DelimitedRecord, to hash: inout IdentityHash) -> Bool
    {
        switch part {
        case .text(let column):
            return record.withBytes(column) { cell in
                if cell.isEmpty || Self.saysNothing(cell) { return false }
                var count = 0
                NameFold.forEachByte(of: cell) {
                    hash.add($0)
                    count += 1
                }
                return count > 0
            }
        case .date(let column):
            guard let date = date(column, of: record) else { return false }
            withUnsafeBytes(of: date.dayNumber.littleEndian) { for byte in $0 { hash.add(byte) } }
            return true
        case .place(let column, let form, let wantsPostcode):
            let texts = record.string(column).split(separator: "|", omittingEmptySubsequences: false)
            for text in texts {
                guard let key = Self.key(String(text), form, wantsPostcode) else { return false }
                for byte in key.utf8 { hash.add(byte) }
                hash.add(UInt8(ascii: "|"))
            }
            return !texts.isEmpty
        }
    }

    private func date(_ column: Int, of record: borrowing DelimitedRecord) -> CivilDate? {
        let reading = DateReading(order: order)
        if let date = record.withBytes(column, { QuickCells.date($0, reading) }) { return date }
        let reader = AnswerReader(FactType(.date), slashDates: order)
        guard let day = try? DateCell.withoutMidnight(AnswerReader.trim(record.string(column))),
            case .known(.date(let date))? = try? reader.read(day)
        else { return nil }
        return date
    }

    /// The words for “not known”, which are no name.
    private static func saysNothing(_ cell: Span<UInt8>) -> Bool {
        guard cell.count <= 24, mayBeginNothing(cell) else { return false }
        let text = cell.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
        guard case .notKnown? = try? AnswerReader(FactType(.text)).read(text) else { return false }
        return true
    }

    /// Whether a cell may begin with words for “not known”: `unknown`, `not`, `do`, `refused`, `declined`, `prefer`. True
    /// for whatever does not begin with two plain letters.
    private static func mayBeginNothing(_ cell: Span<UInt8>) -> Bool {
        guard cell.count > 1, (cell[0] | 0x20) &- 0x61 < 26, (cell[1] | 0x20) &- 0x61 < 26 else {
            return true
        }
        switch (cell[0] | 0x20, cell[1] | 0x20) {
        case (UInt8(ascii: "u"), UInt8(ascii: "n")), (UInt8(ascii: "n"), UInt8(ascii: "o")),
            (UInt8(ascii: "d"), UInt8(ascii: "o")), (UInt8(ascii: "d"), UInt8(ascii: "e")),
            (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "p"), UInt8(ascii: "r")):
            return true
        default: return false
        }
    }

    private static func key(_ text: String, _ form: Field.Form, _ wantsPostcode: Bool) -> String? {
        let plain = AnswerReader.unquote(text)
        if wantsPostcode, form == .postcode { return Postcode(plain)?.text }
        guard let place = try? form == .place ? PlaceText.read(plain) : PlaceText.ward(plain) else {
            return nil
        }
        return wantsPostcode ? place.postcode.flatMap { Postcode($0)?.text } : place.wardCode
    }
}
