import DelimitedText
import Eligibility
import Facts

/// Reads the columns of one connection as the number of a tie, remembering what cells have said.
struct QuickTies {
    /// A column, and the ties that its cells say when the others of the connection are empty.
    private struct Column {
        var position: Int
        var form: Field.Form
        var cells = CellTable(most: most)
    }

    private let book: RuleBook
    /// An index into the connections of the rules.
    private let kind: Int
    /// In the order of their forms.
    private var columns: [Column]
    /// What several cells say together.
    private var several = CellTable(most: most)
    private var key: [UInt8] = []

    private static let most = 10_000

    /// - Parameter columns: the columns of the connection, in any order.
    init(_ book: RuleBook, _ kind: Int, _ columns: [(position: Int, form: Field.Form)]) {
        self.book = book
        self.kind = kind
        let forms = Field.Form.allCases
        self.columns = columns.sorted { first, second in
            (forms.firstIndex(of: first.form) ?? 0) < (forms.firstIndex(of: second.form) ?? 0)
        }.map { Column(position: $0.position, form: $0.form) }
    }

    /// Forgets all cells: numbers of ties mean nothing any more.
    mutating func forget() {
        several.removeAll()
        for index in columns.indices { columns[index].cells.removeAll() }
    }

    /// The column that says all there is about the connection, if there is one alone.
    var onlyColumn: Int? { columns.count == 1 ? columns[0].position : nil }

    /// The number of a tie that the cell of the only column has said before, or `left` or `unmet`.
    ///
    /// - Parameter others: the tie of connections of which nothing else is said.
    @inline(__always)
    func known(_ text: Span<UInt8>, _ cell: CellLayout, others: Int32) -> Int32 {
        if cell.isEmpty { return others }
        let known = columns.span[0].cells.value(of: text, cell.range) ?? Self.unmet
        return known == Self.blank ? others : known
    }

    /// The number of a tie that several cells have said before, or `left` or `unmet`.
    @inline(never)
    mutating func known(several text: Span<UInt8>, _ cells: Span<CellLayout>, others: Int32) -> Int32 {
        var filled = 0
        var last = 0
        for index in columns.indices where Self.isFilled(columns[index].position, cells) {
            filled += 1
            last = index
        }
        if filled == 0 { return others }
        var known: Int32?
        if filled == 1 {
            known = columns.span[last].cells.value(of: text, cells[columns[last].position].range)
        } else {
            makeKey(text, cells)
            known = several.value(of: key.span)
        }
        return known == Self.blank ? others : known ?? Self.unmet
    }

    /// The number of a tie that no cells have said before, or `left`.
    @inline(never)
    mutating func newTie(
        _ text: Span<UInt8>, _ cells: Span<CellLayout>, others: Int32, _ rapid: inout RapidAssessor
    ) -> Int32 {
        let number = number(text, cells, &rapid)
        let filled = columns.indices.filter { Self.isFilled(columns[$0].position, cells) }
        if filled.count == 1 {
            columns[filled[0]].cells.insert(
                number, for: text.extracting(cells[columns[filled[0]].position].range))
        } else {
            makeKey(text, cells)
            let key = key
            several.insert(number, for: key.span)
        }
        return number == Self.blank ? others : number
    }

    private static func isFilled(_ position: Int, _ cells: Span<CellLayout>) -> Bool {
        guard position < cells.count else { return false }
        return !cells[position].isEmpty
    }

    private static func words(_ position: Int, _ text: Span<UInt8>, _ cells: Span<CellLayout>) -> String {
        guard isFilled(position, cells) else { return "" }
        return text.extracting(cells[position].range).withUnsafeBufferPointer {
            String(decoding: $0, as: UTF8.self)
        }
    }

    private mutating func makeKey(_ text: Span<UInt8>, _ cells: Span<CellLayout>) {
        key.removeAll(keepingCapacity: true)
        for index in columns.indices where Self.isFilled(columns[index].position, cells) {
            // No text in UTF-8 has these bytes.
            key.append(0xF8 + UInt8(index))
            text.extracting(cells[columns[index].position].range).withUnsafeBufferPointer {
                key.append(contentsOf: $0)
            }
        }
    }

    /// Works out a tie.
    private func number(
        _ text: Span<UInt8>, _ cells: Span<CellLayout>, _ rapid: inout RapidAssessor
    ) -> Int32 {
        var reader = PersonReader(book)
        var isBlank = true
        for column in columns {
            let text = Self.words(column.position, text, cells)
            if !TextKey.of(text).isEmpty { isBlank = false }
            if text.hasPrefix("#") { return Self.left }
            reader.give(text, for: .tie(kind, column.form))
        }
        if isBlank { return Self.blank }
        guard let person = try? reader.finish() else { return Self.left }
        return rapid.ties.add(person.ties[kind]) ?? Self.left
    }

    /// Says that a tie cannot be told here.
    static let left: Int32 = -1
    /// Says that nothing is remembered of some cells.
    static let unmet: Int32 = -2
    private static let blank: Int32 = -3
}
