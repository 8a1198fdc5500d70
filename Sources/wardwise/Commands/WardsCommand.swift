import ArgumentParser
import DelimitedText
import Diagnostics
import Wards

struct WardsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wards", abstract: "Says what a boundary file holds.",
        subcommands: [List.self, NeighboursCommand.self, Validate.self, Compare.self, Map.self])

    /// The boundary files a `wards` command is about.
    struct Input: ParsableArguments {
        @Option(
            help: ArgumentHelp("A KML, KMZ or GeoJSON file of wards. May be repeated.", valueName: "file"))
        var boundaries: [String]

        @Option(help: "text (CSV) or json.")
        var format: OutputFormat = .text

        func map() throws(Problems) -> WardMap {
            let map = try Boundaries.map(boundaries)
            RuleOptions.say(aboutBoundaries: map)
            return map
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the wards with their authority, parts, holes, vertices and area.",
            discussion: "Example: wardwise wards list --boundaries wards.kml")

        @OptionGroup var input: Input

        func run() throws {
            let map = try reading { () throws(Problems) -> WardMap in try input.map() }
            let rows = map.wards.map {
                Row(
                    code: $0.code, name: $0.name, authorityCode: $0.authorityCode,
                    authorityName: $0.authorityName,
                    parts: $0.parts, holes: $0.holes, vertices: $0.vertices,
                    hectares: Rounded($0.hectares, places: 1))
            }
            if input.format == .json { return Terminal.print(JSON.text(rows)) }
            Table.write(
                [
                    "ward code", "ward name", "authority code", "authority name", "parts", "holes",
                    "vertices", "hectares",
                ],
                rows.map {
                    [
                        $0.code, $0.name, $0.authorityCode ?? "", $0.authorityName ?? "", "\($0.parts)",
                        "\($0.holes)",
                        "\($0.vertices)", $0.hectares.text,
                    ]
                })
        }

        struct Row: Encodable {
            var code, name: String
            var authorityCode, authorityName: String?
            var parts, holes, vertices: Int
            var hectares: Rounded
        }
    }

    struct NeighboursCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "neighbours",
            abstract: "Lists the wards that touch, each pair both ways, with the border they share.",
            discussion: """
                A border is a shared stretch; a corner is a shared point, and corners make no neighbours in the rules.

                --snap is for badly drawn files, whose borders gape or overlap by metres: edges that one ward \
                alone has, and that run within so many metres of another ward's, are a border of the two. Wards \
                so near for less than four times that distance (or half a metre) only meet in a corner.

                Example: wardwise wards neighbours --boundaries wards.kml --ward E05001287
                """)

        @OptionGroup var input: Input

        @Option(
            help: ArgumentHelp(
                "Only borders of at least this length; leaves out corners.", valueName: "metres"))
        var minimum: Double = 0

        @Option(
            help: ArgumentHelp(
                "Borders that nearly touch, within this distance, count as shared; at most 100.",
                valueName: "metres"))
        var snap: Double = 0

        @Option(help: ArgumentHelp("Only the neighbours of this ward.", valueName: "code"))
        var ward: String?

        func validate() throws {
            guard minimum >= 0, minimum.isFinite else {
                throw ValidationError("--minimum is a length in metres, 0 or more.")
            }
            guard snap >= 0, snap <= 100 else {
                throw ValidationError("--snap is a distance in metres, from 0 to 100.")
            }
        }

        func run() throws {
            let contacts = try reading { () throws(Problems) -> [Row] in
                let map = try input.map()
                var wanted: WardIndex?
                if let ward {
                    guard let index = map.index(ofCode: ward.uppercased()) else {
                        throw Problems(
                            Problem(
                                .wrongOption, "--ward: there is no ward \(ward) in the boundary file.",
                                expected: "a code that `wards list` shows."))
                    }
                    wanted = index
                }
                return map.neighbours(minimumMetres: minimum, snapMetres: snap).filter {
                    wanted == nil || $0.ward == wanted
                }
                .map {
                    Row(
                        ward: map.wards[$0.ward].code, neighbour: map.wards[$0.neighbour].code,
                        contact: $0.contact.rawValue, sharedMetres: Rounded($0.sharedMetres, places: 1))
                }
            }
            if input.format == .json { return Terminal.print(JSON.text(contacts)) }
            Table.write(
                ["ward code", "neighbour code", "contact", "shared metres"],
                contacts.map { [$0.ward, $0.neighbour, $0.contact, $0.sharedMetres.text] })
        }

        struct Row: Encodable {
            var ward, neighbour, contact: String
            var sharedMetres: Rounded
        }
    }
}

/// A measured number with a fixed number of decimals, the same bytes on every machine.
struct Rounded: Encodable {
    let text: String

    init(_ value: Double, places: Int) {
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        // Beyond whole numbers of 64 bits nothing on earth is measured.
        let scaled = Int(
            (min(max(value, -9e18 / Double(scale)), 9e18 / Double(scale)) * Double(scale)).rounded())
        let digits = String(scaled.magnitude % UInt(scale))
        let fraction = String(repeating: "0", count: max(0, places - digits.count)) + digits
        text =
            (scaled < 0 ? "-" : "") + "\(scaled.magnitude / UInt(scale))" + (places > 0 ? ".\(fraction)" : "")
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Double(text) ?? 0)
    }
}

/// A small result as CSV on standard output.
enum Table {
    static func write(_ header: [String], _ rows: [[String]]) {
        var writer = DelimitedWriter()
        for row in [header] + rows {
            for cell in row { writer.append(cell) }
            writer.endRow()
        }
        Terminal.write(writer.bytes)
    }
}
