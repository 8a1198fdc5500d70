import DelimitedText
import Diagnostics
import Eligibility
import Facts
import Wards

/// Reads a file of postcodes: any list with columns of postcodes, latitudes and longitudes under their usual names.
public enum PostcodeFile {
    /// The look-up. Rows without a place are left out, as sources have them for postcodes nobody has placed.
    public static func read(_ bytes: [UInt8], named name: String) throws(Problems) -> PostcodePlaces {
        let table = try DelimitedTable(bytes: bytes, named: name)
        // In the order of preference: one-space spellings and other columns of the ONS directory stand side by side.
        let columns = LookUp(table)
        let postcode = columns.position(of: ["postcode", "pcds", "pcd", "pcd8", "pcd7"])
        let latitude = columns.position(of: ["latitude", "lat"])
        let longitude = columns.position(of: ["longitude", "long", "lon", "lng"])
        guard let postcode, let latitude, let longitude else {
            throw Problems(
                columns.missing([("postcode", postcode), ("latitude", latitude), ("longitude", longitude)]))
        }
        var rows: [(postcode: Postcode, latitude: Double, longitude: Double)] = []
        table.forEachRecord { record in
            guard let code = Postcode(record.string(postcode)),
                let north = try? PlaceText.degrees(record.string(latitude)),
                let east = try? PlaceText.degrees(record.string(longitude))
            else { return }
            rows.append((code, north, east))
        }
        return PostcodePlaces(rows)
    }
}

/// Reads a file of places: `lot,cohort,places,taken`.
public enum PlacesFile {
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
