import DelimitedText
import Diagnostics
import Geometry

/// Gathers lists of postcodes and makes one compact file of them, for `PostcodePlaces`.
public struct PostcodeFileBuilder: Sendable {
    /// What was read, in numbers.
    public struct Counts: Hashable, Sendable, Codable {
        /// Lists that were read.
        public var lists = 0
        /// Files of folders and archives that are no list of postcodes.
        public var passedOver = 0
        /// Rows of the lists.
        public var rows = 0
        /// Rows that were left out because something in them cannot be read.
        public var leftOut = 0
        /// Rows of invented postcodes (`ZZ99 …`), which need no look-up.
        public var invented = 0
        /// Postcodes in the file.
        public var postcodes = 0
        /// Postcodes in the file with a place.
        public var placed = 0
        /// Postcodes that are out of use.
        public var terminated = 0
        /// Postcodes that one organisation or PO box has for itself.
        public var largeUsers = 0
        /// Postcodes whose place was worked out from a grid reference.
        public var converted = 0

        /// Nothing yet.
        public init() {}
    }

    /// The compact file, and what is worth knowing about how it came to be.
    public struct Result: Sendable {
        /// The file.
        public var bytes: [UInt8]
        /// What was read.
        public var counts: Counts
        /// Rows that were left out, postcodes given twice, and the like.
        public var warnings: [Problem]
    }

    /// What was read so far.
    public private(set) var counts = Counts()
    private var writer = PostcodeFileWriter()
    private var titles: [String] = []
    /// The latest month in the names of lists, and in their rows.
    private var namedMonth: CalendarMonth?
    private var latestMonth: CalendarMonth?
    private var leftOut: [PostcodeRowReader.Flaw: (rows: Int, places: [SourcePlace])] = [:]
    private var irish: (rows: Int, places: [SourcePlace]) = (0, [])

    /// A file of nothing yet.
    public init() {}

    /// Reads a list: an ONS Postcode Directory or National Statistics Postcode Look-up, Code-Point Open, or a plain
    /// list with columns for postcodes and places.
    ///
    /// - Parameters:
    ///   - list: its bytes.
    ///   - name: the list as the user named it. A month in it is taken for its date.
    ///   - progress: called now and then with the number of rows read in all.
    /// - Throws: why it cannot be read; rows that cannot are only left out.
    public mutating func add(
        _ list: some ByteSource, named name: String, progress: (Int) -> Void = { _ in }
    ) throws(Problems) {
        var reader = try DelimitedReader(list, named: name)
        let columns = try PostcodeColumns.find(in: reader.header, line: reader.headerLine, of: name)
        counts.lists += 1
        if !titles.contains(columns.kind.title) { titles.append(columns.kind.title) }
        if let month = PostcodeColumns.month(inName: name) {
            namedMonth = max(month, namedMonth ?? month)
        }
        let rows = PostcodeRowReader(columns: columns)
        if columns.startsWithRow { try addFirstRow(reader.header, rows, named: name) }
        while let chunk = try reader.nextChunk() {
            chunk.forEachRecord { record in
                if !record.isBlank { add(rows.read(record), line: record.line, of: name) }
            }
            guard writer.count < PostcodeRow.mostRows - chunk.recordCount else { throw Self.tooMany(name) }
            progress(counts.rows)
        }
    }

    /// The first row of a list without a header, which was read as one.
    private mutating func addFirstRow(
        _ cells: [HeaderCell], _ rows: PostcodeRowReader, named name: String
    ) throws(Problems) {
        var line = DelimitedWriter()
        for cell in [["header"], cells.map(\.name)] {
            for text in cell { line.append(text) }
            line.endRow()
        }
        for record in try DelimitedTable(bytes: line.bytes, named: name).records {
            add(rows.read(record), line: 1, of: name)
        }
    }

    private mutating func add(_ result: PostcodeRowReader.Result, line: Int, of name: String) {
        counts.rows += 1
        switch result {
        case .row(let row, let isConverted, let month):
            writer.add(row)
            if isConverted { counts.converted += 1 }
            if let month, latestMonth.map({ $0 < month }) ?? true { latestMonth = month }
        case .invented: counts.invented += 1
        case .header: counts.rows -= 1
        case .irishGrid(let row):
            writer.add(row)
            irish.rows += 1
            if irish.places.isEmpty { irish.places.append(SourcePlace(source: name, line: line)) }
        case .left(let flaw):
            counts.leftOut += 1
            leftOut[flaw, default: (0, [])].rows += 1
            if leftOut[flaw]?.places.count ?? 0 < 3 {
                leftOut[flaw]?.places.append(SourcePlace(source: name, line: line))
            }
        }
    }

    /// Counts a file of a folder or archive that is no list.
    mutating func passOver() { counts.passedOver += 1 }

    /// Makes the file.
    ///
    /// - Parameters:
    ///   - source: where the postcodes are from; by default what the lists show.
    ///   - vintage: their date; by default the month in the lists’ names, else the latest month in their rows.
    /// - Throws: there was nothing to make it of.
    public consuming func finish(source: String? = nil, vintage: String? = nil) throws(Problems) -> Result {
        guard writer.count > 0 else { throw Problems(warnings + [nothing]) }
        let file = writer.finish(
            source: source ?? titles.joined(separator: " and "),
            vintage: vintage ?? (namedMonth ?? latestMonth)?.description ?? "",
            accuracyMetres: counts.converted > 0 ? Int(NationalGridPlace.accuracyMetres) : 0)
        var result = Result(bytes: file.bytes, counts: counts, warnings: warnings)
        (result.counts.postcodes, result.counts.placed) = (writer.count, writer.placed)
        (result.counts.terminated, result.counts.largeUsers) = (writer.terminated, writer.largeUsers)
        if file.repeats.count > 0 { result.warnings.append(Self.problem(file.repeats)) }
        return result
    }

    // MARK: Problems

    private var warnings: [Problem] {
        var problems = PostcodeRowReader.Flaw.allCases.compactMap { flaw -> Problem? in
            guard let (rows, places) = leftOut[flaw] else { return nil }
            let more = rows > places.count ? "; the first \(places.count) are shown" : ""
            return Problem(
                .postcodeRows,
                "\(rows) \(rows == 1 ? "row" : "rows") left out: \(flaw.words)\(more).",
                severity: .warning, at: places)
        }
        if irish.rows > 0 {
            problems.append(
                Problem(
                    .irishGrid,
                    "\(irish.rows) postcodes of Northern Ireland have grid references of the Irish grid and no degrees: they are kept without a place.",
                    severity: .warning, expected: "a list with latitudes and longitudes.", at: irish.places))
        }
        return problems
    }

    private var nothing: Problem {
        Problem(
            .noPostcodes, "There is no postcode that could be used in what was given.",
            expected: "rows with postcodes and places.")
    }

    private static func tooMany(_ name: String) -> Problems {
        Problems(
            Problem(
                .noPostcodes,
                "With “\(name)” there are more than \(PostcodeRow.mostRows) rows, and the country has 2.7 million postcodes.",
                expected: "each list once."))
    }

    private static func problem(_ repeats: PostcodeFileWriter.Repeats) -> Problem {
        let shown = repeats.first.map(\.text).joined(separator: ", ")
        let more =
            repeats.count > repeats.first.count ? " and \(repeats.count - repeats.first.count) more" : ""
        return Problem(
            .repeatedPostcode,
            "\(repeats.count) \(repeats.count == 1 ? "postcode is" : "postcodes are") given more than once, with different places or marks: \(shown)\(more).",
            severity: .warning,
            expected:
                "each postcode once. One in use was taken before one that is not, and a later row before an earlier one."
        )
    }
}
