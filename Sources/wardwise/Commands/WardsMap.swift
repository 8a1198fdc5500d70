import ArgumentParser
import DelimitedText
import Diagnostics
import Eligibility
import Facts
import Geometry
import ListReports
import WardPictures
import Wards

extension WardsCommand {
    struct Map: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draws a map (SVG) of the wards, with the lots of a programme and people.",
            discussion: """
                Wards too small for their names are numbered and listed. With --rules, the wards of each lot on a
                day are coloured, and those it has as neighbours hatched.

                Example: wardwise wards map --rules Rules/connecting-communities --on 2020-08-01 --output map.svg
                """)

        @Option(
            help: ArgumentHelp(
                "A file of wards; by default the one that the rules name. May be repeated.", valueName: "file"
            ))
        var boundaries: [String] = []

        @Option(help: ArgumentHelp("A rule file or folder, to show its lots.", valueName: "path"))
        var rules: String?

        @Option(help: ArgumentHelp("The day on which lots are shown.", valueName: "date"))
        var on: String?

        @Option(help: ArgumentHelp("A CSV file of places, with longitude and latitude.", valueName: "file"))
        var points: String?

        @Flag(help: "Shows the lots and what lies around them, not the whole of the boundary file.")
        var lotsOnly = false

        @Option(help: ArgumentHelp("The width of the picture, 400 to 10000.", valueName: "pixels"))
        var width = 1_200

        @Option(help: ArgumentHelp("The heading of the map.", valueName: "text"))
        var title: String?

        @Option(help: ArgumentHelp("Where the map goes; by default standard output.", valueName: "file"))
        var output: String?

        func validate() throws {
            if boundaries.isEmpty, rules == nil { throw ValidationError("Give --boundaries, or --rules.") }
            if (rules == nil) != (on == nil) { throw ValidationError("--rules and --on go together.") }
            if !(400...10_000).contains(width) { throw ValidationError("--width is from 400 to 10000.") }
        }

        func run() throws {
            try reading { () throws(Problems) in
                let svg = try picture().svg()
                guard let output else { return Terminal.write(svg) }
                let file = try OutputFile(output)
                try file.write(svg)
                try file.finish()
            }
        }

        private func picture() throws(Problems) -> MapPicture {
            var map: WardMap
            var lots: [MapPicture.Lot] = []
            var heading = title
            var about: [String] = []
            if let rules, let on {
                let day = try date(on)
                let loaded = try RuleOptions.load(rules, boundaries: boundaries)
                let book = try RuleBook(loaded.files, map: loaded.map)
                guard let known = book.map else {
                    throw Problems(
                        Problem(
                            .wrongFile, "The rules name no boundary file.",
                            expected: "`--boundaries` and a file of wards."))
                }
                map = known
                lots = MapPicture.lots(of: book, on: known, day)
                heading = heading ?? "Lots and their wards"
                about.append("on \(day)")
            } else {
                map = try Boundaries.map(boundaries)
            }
            RuleOptions.say(aboutBoundaries: map)
            let years = map.vintages.isEmpty ? "" : " of \(map.vintages.joined(separator: " and "))"
            about.insert("\(map.wards.count) wards\(years)", at: 0)
            var picture = MapPicture(map, title: heading ?? "Wards")
            picture.subtitle = about.joined(separator: ", ")
            picture.source = MapPicture.source(of: map)
            picture.lots = lots
            picture.showsLotsOnly = lotsOnly
            picture.width = width
            if let points { picture.points = try PointList.read(points) }
            return picture
        }

        private func date(_ text: String) throws(Problems) -> CivilDate {
            let answer: Answer
            do throws(AnswerReader.Refusal) {
                answer = try AnswerReader(FactType(.date)).read(text)
            } catch {
                throw Problems(Problem(.wrongOption, "--on: \(error.message)", expected: error.expected))
            }
            if case .known(.date(let date)) = answer { return date }
            throw Problems(
                Problem(
                    .wrongOption, "--on: “\(text)” is not one day.", expected: "a date such as 2018-09-03."))
        }
    }
}

/// The places of a list that can be read; the others are counted on standard error.
private enum PointList {
    static func read(_ path: String) throws(Problems) -> [Coordinate] {
        let source = try OpenFile.list(path)
        var list = try DelimitedReader(OpenFileSource(source, named: path), named: path)
        let columns = try PointColumns(list.header, in: path)
        var points: [Coordinate] = []
        var left = 0
        while let chunk = try list.nextChunk() {
            for record in chunk.records where !record.isBlank {
                if let point = point(record, columns) { points.append(point) } else { left += 1 }
            }
        }
        if left > 0 {
            Terminal.say("\(path): \(left) rows have no place that can be read and are not shown.")
        }
        return points
    }

    private static func point(_ record: DelimitedRecord, _ columns: PointColumns) -> Coordinate? {
        func degrees(_ column: Int) -> Double? {
            guard column < record.count else { return nil }
            return try? PlaceText.degrees(record.string(column))
        }
        guard let longitude = degrees(columns.longitude), let latitude = degrees(columns.latitude) else {
            return nil
        }
        return (try? GeographicPoint(longitude: longitude, latitude: latitude))?.coordinate
    }
}
