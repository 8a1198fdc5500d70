import DelimitedText
import Diagnostics
import Eligibility
import Facts

/// Files of places: `lot,cohort,places,taken`.
public enum PlacesFile {
    /// The file of places as they are after a list, for the next one.
    public static func file(_ places: [Summary.Places]) -> [UInt8] {
        var writer = DelimitedWriter()
        for cell in ["lot", "cohort", "places", "taken"] { writer.append(cell) }
        writer.endRow()
        for row in places {
            for cell in [row.lot, row.cohort, String(row.places), String(row.takenBefore + row.given)] {
                writer.append(cell)
            }
            writer.endRow()
        }
        return writer.bytes
    }

    /// The places of every row, or everything wrong with the file.
    public static func read(_ bytes: [UInt8], named name: String) throws(Problems) -> [Assessor.PlaceCount] {
        let table = try DelimitedTable(bytes: bytes, named: name)
        let columns = LookUp(table)
        let lot = columns.position(of: ["lot"])
        let cohort = columns.position(of: ["cohort"])
        let places = columns.position(of: ["places"])
        let taken = columns.position(of: ["taken", "places taken"])
        guard let lot, let cohort, let places, let taken else {
            throw Problems(
                columns.missing([("lot", lot), ("cohort", cohort), ("places", places), ("taken", taken)]))
        }
        var counts: [Assessor.PlaceCount] = []
        var problems: [Problem] = []
        for record in table.records where !record.isBlank {
            problems += record.problems(in: name)
            func number(_ column: Int) -> Int? {
                Int(AnswerReader.trim(record.string(column))).flatMap { $0 >= 0 ? $0 : nil }
            }
            guard let all = number(places), let used = number(taken) else {
                problems.append(
                    Problem(
                        .placeNumbers,
                        "Places “\(record.string(places))” and taken “\(record.string(taken))” are not both numbers.",
                        expected: "two whole numbers from 0; leave the row out when they are not known.",
                        at: [SourcePlace(source: name, line: record.line)]))
                continue
            }
            counts.append(
                .init(
                    lot: AnswerReader.trim(record.string(lot)),
                    cohort: AnswerReader.trim(record.string(cohort)),
                    count: PlacesTaken(taken: used, places: all)))
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return counts
    }
}

/// Finds columns of a file by any of several names.
private struct LookUp {
    let table: DelimitedTable

    init(_ table: DelimitedTable) { self.table = table }

    func position(of names: [String]) -> Int? {
        for name in names {
            if let cell = table.header.first(where: { $0.key == HeaderCell.key(for: name) }) {
                return cell.column
            }
        }
        return nil
    }

    func missing(_ columns: [(name: String, position: Int?)]) -> Problem {
        let lacking = columns.filter { $0.position == nil }.map { "“\($0.name)”" }.joined(separator: ", ")
        return Problem(
            .lookUpFile, "The file has no column \(lacking).",
            expected: "columns \(columns.map(\.name).joined(separator: ", ")).",
            at: [SourcePlace(source: table.name, line: table.headerLine)])
    }
}
