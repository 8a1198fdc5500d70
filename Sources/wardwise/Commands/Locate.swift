import ArgumentParser
import DelimitedText
import Diagnostics
import Facts
import Geometry
import Wards

struct Locate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says which ward each point of a list is in.",
        discussion: """
            The list has columns for longitude and latitude, in degrees. Points on a border are in every ward they \
            touch. Rows that cannot be read go to --rejects, and the others go on.

            Example: wardwise locate points.csv --boundaries wards.kml --output placed.csv
            """)

    @Argument(help: ArgumentHelp("A CSV file, or - for standard input.", valueName: "points.csv"))
    var points: String

    @Option(help: ArgumentHelp("A KML, KMZ or GeoJSON file of wards. May be repeated.", valueName: "file"))
    var boundaries: [String]

    @Option(help: ArgumentHelp("Where the result goes; by default standard output.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Where rows that cannot be read go.", valueName: "file"))
    var rejects: String?

    @Flag(help: "Ends with 1 when rows were rejected.")
    var strict = false

    func run() throws {
        let rejected = try reading { () throws(Problems) -> Int in
            let map = try Boundaries.map(boundaries)
            RuleOptions.say(aboutBoundaries: map)
            let source = try OpenFile.list(points)
            for path in [output, rejects].compactMap({ $0 }) where source.isFile(at: path) {
                throw Problems(
                    Problem(
                        .sameFile, "“\(path)” is the list that is read.",
                        expected: "another file for the result."))
            }
            var list = try DelimitedReader(OpenFileSource(source, named: points), named: points)
            var placing = Placing(
                map: map, columns: try PointColumns(list.header, in: points), header: list.header.map(\.name))
            let placedFile = try output.map { (path) throws(Problems) in try OutputFile(path) }
            let rejectsFile = try rejects.map { (path) throws(Problems) in try OutputFile(path) }
            func write(_ placed: [UInt8], _ rejected: [UInt8]) throws(Problems) {
                if let placedFile { try placedFile.write(placed) } else { Terminal.write(placed) }
                try rejectsFile?.write(rejected)
            }
            try write(placing.headerRow(), placing.rejectHeaderRow())
            while let chunk = try list.nextChunk() {
                let (placed, rejected) = placing.place(chunk, in: points)
                try write(placed, rejected)
            }
            try placedFile?.finish()
            try rejectsFile?.finish()
            placing.sayCounts()
            return placing.rejected
        }
        if strict, rejected > 0 { throw ExitCode(1) }
    }
}

/// Which columns hold the coordinates.
struct PointColumns {
    let longitude: Int
    let latitude: Int

    private static let longitudes: Set<String> = ["longitude", "lon", "lng", "long", "x"]
    private static let latitudes: Set<String> = ["latitude", "lat", "y"]

    init(_ header: [HeaderCell], in name: String) throws(Problems) {
        func only(_ names: Set<String>, _ what: String) throws(Problems) -> Int {
            let found = header.filter { names.contains($0.key) }
            if found.count == 1 { return found[0].column }
            let message =
                found.isEmpty
                ? "No column of “\(name)” is called \(what)."
                : "Two columns of “\(name)” hold the \(what): “\(found[0].name)” and “\(found[1].name)”."
            throw Problems(
                Problem(
                    .pointColumns, message,
                    expected: "one column called " + names.sorted().joined(separator: ", ") + "."))
        }
        longitude = try only(Self.longitudes, "longitude")
        latitude = try only(Self.latitudes, "latitude")
    }
}

/// Finds the wards of the points of a list, chunk by chunk.
private struct Placing {
    let map: WardMap
    let columns: PointColumns
    let header: [String]
    var placed = 0
    var rejected = 0
    var counts: [String: Int] = [:]

    func headerRow() -> [UInt8] { Self.row(header + ["ward code", "ward name", "position"]) }
    func rejectHeaderRow() -> [UInt8] { Self.row(header + ["line", "problems"]) }

    private static func row(_ cells: [String]) -> [UInt8] {
        var writer = DelimitedWriter()
        for cell in cells { writer.append(cell) }
        writer.endRow()
        return writer.bytes
    }

    mutating func place(_ chunk: DelimitedChunk, in name: String) -> (placed: [UInt8], rejected: [UInt8]) {
        var good = DelimitedWriter()
        var bad = DelimitedWriter()
        for record in chunk.records where !record.isBlank {
            var problems = record.problems(in: name).map(\.message)
            if record.hasContent(from: header.count) { problems.append("There are more cells than headers.") }
            let point = point(record, &problems)
            guard let point, problems.isEmpty else {
                rejected += 1
                bad.appendCells(of: record, columns: header.count)
                bad.append("\(record.line)")
                bad.append(problems.joined(separator: " "))
                bad.endRow()
                if rejected <= 5 {
                    Terminal.say("\(name):\(record.line): \(problems.joined(separator: " "))")
                }
                continue
            }
            placed += 1
            good.appendCells(of: record, columns: header.count)
            let location = map.locate(point)
            good.append(location.wards.map { map.wards[$0].code }.joined(separator: ";"))
            good.append(location.wards.map { map.wards[$0].name }.joined(separator: ";"))
            good.append(location.word)
            counts[location.word, default: 0] += 1
            good.endRow()
        }
        return (good.bytes, bad.bytes)
    }

    private func point(_ record: DelimitedRecord, _ problems: inout [String]) -> GeographicPoint? {
        func degrees(_ column: Int, _ what: String) -> Double? {
            do throws(AnswerReader.Refusal) {
                return try PlaceText.degrees(column < record.count ? record.string(column) : "")
            } catch {
                problems.append("\(what): \(error.message)")
                return nil
            }
        }
        let longitude = degrees(columns.longitude, "Longitude")
        let latitude = degrees(columns.latitude, "Latitude")
        guard let longitude, let latitude else { return nil }
        do throws(GeographicPoint.Fault) {
            return try GeographicPoint(longitude: longitude, latitude: latitude)
        } catch {
            let words = "\(error)"
            problems.append(words.prefix(1).uppercased() + words.dropFirst() + ".")
            return nil
        }
    }

    func sayCounts() {
        let positions = ["inside", "boundary", "outside"].map { "\(counts[$0] ?? 0) \($0)" }.joined(
            separator: ", ")
        let hidden = rejected > 5 ? " (the first 5 shown)" : ""
        Terminal.say("\(placed + rejected) points: \(positions); \(rejected) rejected\(hidden).")
    }
}

extension Location {
    /// As files say it.
    var word: String {
        switch self {
        case .inside: "inside"
        case .boundary: "boundary"
        case .outside: "outside"
        }
    }
}

extension Problem.Code {
    /// The columns for coordinates are missing or doubled.
    static let pointColumns = Problem.Code(rawValue: "L151")
}
