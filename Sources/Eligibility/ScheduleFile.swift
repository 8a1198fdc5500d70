import DelimitedText
import Diagnostics
import Facts
import RuleChecking

/// Reads a schedule of wards: a CSV file with a column of codes, found by its content, and perhaps one of names.
enum ScheduleFile {
    static func read(_ bytes: [UInt8], named name: String) -> Schedule {
        do throws(Problems) {
            let table = try DelimitedTable(bytes: bytes, named: name)
            guard let column = codeColumn(table) else {
                return Schedule(
                    entries: [],
                    problems: [problem("“\(name)” has no column of ward codes.", name, table.headerLine)])
            }
            let names = table.header.first {
                FieldNames.key($0.name).hasSuffix("name") || $0.key.hasSuffix("nm")
            }
            return entries(table, column, names?.column, name)
        } catch {
            return Schedule(entries: [], problems: error.all)
        }
    }

    private static func problem(_ message: String, _ name: String, _ line: Int) -> Problem {
        Problem(
            .badSchedule, message, expected: "E, W, S or N and eight digits, such as E05001287.",
            at: [SourcePlace(source: name, line: line)])
    }

    /// The column with a code in most of its cells.
    private static func codeColumn(_ table: DelimitedTable) -> Int? {
        var counts = Array(repeating: 0, count: table.header.count)
        for record in table.records {
            for column in counts.indices
            where PlaceText.wardCode(AnswerReader.trim(record.string(column))) != nil {
                counts[column] += 1
            }
        }
        guard let most = counts.max(), most > 0 else { return nil }
        return counts.firstIndex(of: most)
    }

    private static func entries(_ table: DelimitedTable, _ code: Int, _ names: Int?, _ name: String)
        -> Schedule
    {
        var schedule = Schedule(entries: [], headings: table.header.map(\.name), problems: [])
        var seen: Set<String> = []
        for record in table.records where !record.isBlank {
            schedule.problems += record.problems(in: name)
            let written = AnswerReader.trim(record.string(code))
            guard let ward = PlaceText.wardCode(written) else {
                schedule.problems.append(problem("“\(written)” is not a ward code.", name, record.line))
                continue
            }
            guard seen.insert(ward).inserted else {
                schedule.problems.append(problem("\(ward) is listed twice.", name, record.line))
                continue
            }
            let label = names.map { AnswerReader.trim(record.string($0)) } ?? ""
            var cells: [String: String] = [:]
            for cell in table.header where cell.column < record.count {
                cells[cell.name] = AnswerReader.trim(record.string(cell.column))
            }
            schedule.entries.append(
                .init(
                    code: ward, name: label.isEmpty ? nil : label, cells: cells,
                    place: SourcePlace(source: name, line: record.line)))
        }
        return schedule
    }
}

extension Problem.Code {
    /// A schedule of wards that cannot be read.
    static let badSchedule = Problem.Code(rawValue: "R220")
}
