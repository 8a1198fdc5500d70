import ArgumentParser
import DelimitedText
import Diagnostics
import Facts
import Geometry
import Postcodes
import Wards

struct Locate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says which ward each point or postcode of a list is in.",
        discussion: """
            The list has columns for longitude and latitude, in degrees, or with --postcodes a column of postcodes, \
            which is used for rows without degrees. Points on a border are in every ward they touch. Rows that cannot \
            be read go to --rejects, and the others go on; a postcode that stands for no place, or is not in the file, \
            is “not known”, and notes say why.

            Example: wardwise locate points.csv --boundaries wards.kml --output placed.csv
            """)

    @Argument(help: ArgumentHelp("A CSV file, or - for standard input.", valueName: "points.csv"))
    var points: String

    @Option(help: ArgumentHelp("A KML, KMZ or GeoJSON file of wards. May be repeated.", valueName: "file"))
    var boundaries: [String]

    @Option(
        help: ArgumentHelp(
            "Where postcodes are: a file made by `postcodes build`, or CSV.", valueName: "file"))
    var postcodes: String?

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
            let places = try postcodes.map { (path) throws(Problems) in
                try PostcodeFiles.places(path, isForList: true)
            }
            let source = try OpenFile.list(points)
            for path in [output, rejects].compactMap({ $0 })
            where source.isFile(at: path) || postcodes.map({ Files.resolved($0) }) == Files.resolved(path) {
                throw Problems(
                    Problem(
                        .sameFile, "“\(path)” is a file that this run reads.",
                        expected: "another file for the result."))
            }
            var list = try DelimitedReader(OpenFileSource(source, named: points), named: points)
            var placing = Placing(
                map: map, places: places,
                columns: try PlaceColumns(list.header, withPostcodes: places != nil, in: points),
                header: list.header.map(\.name))
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
            if let found = try Self.only(names, what, header, in: name) { return found }
            throw Problems(
                Problem(
                    .pointColumns, "No column of “\(name)” is called \(what).",
                    expected: "one column called " + names.sorted().joined(separator: ", ") + "."))
        }
        longitude = try only(Self.longitudes, "longitude")
        latitude = try only(Self.latitudes, "latitude")
    }

    /// Whether there is a column for either.
    static func areIn(_ header: [HeaderCell]) -> Bool {
        header.contains { longitudes.contains($0.key) || latitudes.contains($0.key) }
    }

    /// The one column with one of some names, if any.
    static func only(
        _ names: Set<String>, _ what: String, _ header: [HeaderCell], in name: String
    ) throws(Problems) -> Int? {
        let found = header.filter { names.contains($0.key) }
        guard found.count > 1 else { return found.first?.column }
        throw Problems(
            Problem(
                .pointColumns,
                "Two columns of “\(name)” hold the \(what): “\(found[0].name)” and “\(found[1].name)”.",
                expected: "one column called " + names.sorted().joined(separator: ", ") + "."))
    }
}

/// Which columns of a list to locate hold points, and which the postcodes that stand in for them.
private struct PlaceColumns {
    let points: PointColumns?
    let postcode: Int?

    init(_ header: [HeaderCell], withPostcodes: Bool, in name: String) throws(Problems) {
        let column = try PointColumns.only(["postcode", "pcds", "pcd"], "postcode", header, in: name)
        postcode = withPostcodes ? column : nil
        if postcode != nil, !PointColumns.areIn(header) {
            points = nil
            return
        }
        do throws(Problems) {
            points = try PointColumns(header, in: name)
        } catch {
            var problems = error.all
            if column != nil, !withPostcodes, !PointColumns.areIn(header) {
                problems[0].suggestion = "Postcodes are looked up with --postcodes FILE."
            }
            throw Problems(problems)
        }
    }
}

/// Finds the wards of the points of a list, chunk by chunk.
private struct Placing {
    let map: WardMap
    let places: PostcodePlaces?
    let columns: PlaceColumns
    let header: [String]
    var placed = 0
    var rejected = 0
    var counts: [String: Int] = [:]

    /// Where a row is: nowhere when only notes can be given.
    private struct Place {
        var point: Coordinate?
        var notes: [String] = []
    }

    func headerRow() -> [UInt8] {
        Self.row(
            header + ["ward code", "ward name", "position"] + (columns.postcode == nil ? [] : ["notes"]))
    }

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
            let place = place(record, &problems)
            guard let place, problems.isEmpty else {
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
            let location = place.point.map { map.locate($0) }
            let wards = location?.wards.map { map.wards[$0] } ?? []
            let position = location?.word ?? "not known"
            good.append(wards.map(\.code).joined(separator: ";"))
            good.append(wards.map(\.name).joined(separator: ";"))
            good.append(position)
            if columns.postcode != nil { good.append(place.notes.joined(separator: " ")) }
            counts[position, default: 0] += 1
            good.endRow()
        }
        return (good.bytes, bad.bytes)
    }

    /// The point of a row, or else of its postcode.
    private func place(_ record: DelimitedRecord, _ problems: inout [String]) -> Place? {
        func text(_ column: Int) -> String {
            column < record.count ? AnswerReader.trim(record.string(column)) : ""
        }
        if let points = columns.points {
            let (east, north) = (text(points.longitude), text(points.latitude))
            if columns.postcode == nil || !east.isEmpty || !north.isEmpty {
                return point(longitude: east, latitude: north, &problems).map { Place(point: $0.coordinate) }
            }
        }
        guard let column = columns.postcode else { return nil }
        guard let answer = PostcodeAnswer(text(column), in: places) else {
            problems.append("“\(text(column))” is not a postcode.")
            return nil
        }
        return Place(point: answer.point, notes: answer.notes)
    }

    private func point(
        longitude: String, latitude: String, _ problems: inout [String]
    ) -> GeographicPoint? {
        func degrees(_ text: String, _ what: String) -> Double? {
            do throws(AnswerReader.Refusal) {
                return try PlaceText.degrees(text)
            } catch {
                problems.append("\(what): \(error.message)")
                return nil
            }
        }
        let longitude = degrees(longitude, "Longitude")
        let latitude = degrees(latitude, "Latitude")
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
        let known = ["inside", "boundary", "outside"] + (columns.postcode == nil ? [] : ["not known"])
        let positions = known.map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ")
        let hidden = rejected > 5 ? " (the first 5 shown)" : ""
        let what = columns.points == nil ? "postcodes" : "points"
        Terminal.say("\(placed + rejected) \(what): \(positions); \(rejected) rejected\(hidden).")
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
