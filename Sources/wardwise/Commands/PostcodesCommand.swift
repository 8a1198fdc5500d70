import ArgumentParser
import Diagnostics
import Foundation
import Postcodes
import Wards

struct PostcodesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "postcodes", abstract: "Makes a look-up file of postcodes, and looks postcodes up.",
        subcommands: [Build.self, Find.self])

    struct Build: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Turns published lists of postcodes into one small file that opens at once.",
            discussion: """
                The lists are the ONS Postcode Directory, the National Statistics Postcode Look-up, Code-Point Open, or \
                CSV with columns postcode, latitude and longitude (and ward): files, folders, or zip archives as they \
                are downloaded. Columns are found by name, in the names of before and after 2025. Grid references \
                without degrees are turned into degrees good to about 5 m (1.7 m on average); those of Northern Ireland \
                are not.

                Example: wardwise postcodes build ONSPD_MAY_2025.zip --output onspd-2025-05.postcodes
                """)

        @Argument(help: ArgumentHelp("CSV files, folders or zip archives.", valueName: "files"))
        var files: [String]

        @Option(help: ArgumentHelp("The file to make; its usual ending is .postcodes.", valueName: "file"))
        var output: String

        @Option(
            help: ArgumentHelp(
                "Where the postcodes are from; by default what the lists show.", valueName: "name"))
        var source: String?

        @Option(
            help: ArgumentHelp(
                "The date of the postcodes, such as \"May 2025\"; by default what names or rows show.",
                valueName: "date"))
        var vintage: String?

        @Flag(help: "Ends with 1 when rows were left out.")
        var strict = false

        func run() throws {
            let counts = try reading { () throws(Problems) -> PostcodeFileBuilder.Counts in
                for file in files where Files.resolved(file) == Files.resolved(output) {
                    throw Problems(
                        Problem(
                            .sameFile, "--output “\(output)” is a file that this run reads.",
                            expected: "another file."))
                }
                return try build()
            }
            if strict, counts.leftOut > 0 { throw ExitCode(1) }
        }

        private func build() throws(Problems) -> PostcodeFileBuilder.Counts {
            let progress = ProgressLine()
            defer { progress.end() }
            let began = ContinuousClock.now
            var builder = PostcodeFileBuilder()
            for file in files {
                try PostcodeFiles.add(file, to: &builder) { rows in
                    progress.show("Reading", done: rows, of: nil, since: began)
                }
            }
            let result = try builder.finish(source: source, vintage: vintage)
            let file = try OutputFile(output)
            try file.write(result.bytes)
            try file.finish()
            progress.end()
            Terminal.say(result.warnings)
            try say(result)
            return result.counts
        }

        private func say(_ result: PostcodeFileBuilder.Result) throws(Problems) {
            let counts = result.counts
            let about = try PostcodePlaces(result.bytes, named: output).about
            var lines = [
                "\(output): \(counts.postcodes) postcodes, \(counts.placed) with a place, \(counts.terminated) out of use, \(counts.largeUsers) of large users; \(result.bytes.count) bytes.",
                "From \(about.words).",
                "Read \(counts.rows) rows of \(counts.lists) \(counts.lists == 1 ? "list" : "lists"): \(counts.leftOut) left out, \(counts.invented) invented (ZZ99).",
            ]
            if counts.passedOver > 0 {
                lines.append(
                    counts.passedOver == 1
                        ? "One other file beside them is no list of postcodes."
                        : "\(counts.passedOver) other files beside them are no lists of postcodes.")
            }
            if about.vintage.isEmpty {
                lines.append("Nothing shows how old the postcodes are: say it with --vintage.")
            }
            Terminal.say(lines.joined(separator: "\n"))
        }
    }

    struct Find: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Looks postcodes up, and with boundaries says which ward each is in.",
            discussion: """
                Example: wardwise postcodes find "B37 7RN" b377rp --postcodes onspd-2025-05.postcodes \
                --boundaries wards.kml
                """)

        @Argument(help: ArgumentHelp("Postcodes in any spelling.", valueName: "postcode"))
        var postcodes: [String]

        @Option(
            name: .customLong("postcodes"),
            help: ArgumentHelp("A file made by `postcodes build`, or a list.", valueName: "file"))
        var file: String

        @Option(
            help: ArgumentHelp("A KML, KMZ or GeoJSON file of wards. May be repeated.", valueName: "file"))
        var boundaries: [String] = []

        @Option(help: "text or json.")
        var format: OutputFormat = .text

        func run() throws {
            let answers = try reading { () throws(Problems) -> [Answer] in
                let map = boundaries.isEmpty ? nil : try Boundaries.map(boundaries)
                RuleOptions.say(aboutBoundaries: map)
                let places = try PostcodeFiles.places(file, isForList: false)
                Terminal.say("Postcodes: \(places.about.words).")
                return postcodes.map { Answer($0, places, map) }
            }
            switch format {
            case .json: Terminal.print(JSON.text(answers))
            case .text: for answer in answers { Terminal.print(answer.text) }
            }
            if answers.contains(where: { $0.latitude == nil }) { throw ExitCode(1) }
        }
    }
}

extension PostcodesCommand.Find {
    /// What was found of one postcode.
    struct Answer: Encodable {
        struct FoundWard: Encodable { var code, name: String }

        var given: String
        var postcode: String?
        var latitude, longitude: Double?
        /// Metres; absent when nothing is known of it.
        var accuracy: Double?
        var outOfUseSince: String?
        var largeUser: Bool?
        /// The ward that the list puts it in.
        var listedWard: String?
        /// Absent without boundaries.
        var position: String?
        var wards: [FoundWard]?
        var metresToBorder: Rounded?
        var notes: [String]

        init(_ given: String, _ places: PostcodePlaces, _ map: WardMap?) {
            self.given = given
            guard let answer = PostcodeAnswer(given, in: places) else {
                notes = ["“\(given)” is not a postcode. Expected: a postcode such as B37 7RN."]
                return
            }
            postcode = answer.postcode?.text
            notes = answer.notes
            listedWard = answer.entry?.ward
            outOfUseSince = answer.entry?.terminated?.description
            largeUser = answer.entry?.isLargeUser
            guard let point = answer.point else { return }
            (latitude, longitude) = (point.latitude, point.longitude)
            if answer.accuracyMetres > 0 { accuracy = answer.accuracyMetres }
            guard let map else { return }
            let location = map.locate(point)
            position = location.word
            wards = location.wards.map { FoundWard(code: map.wards[$0].code, name: map.wards[$0].name) }
            if location != .outside {
                metresToBorder = Rounded(
                    map.distance(metresFrom: point, toBorderOf: location.wards), places: 0)
            }
        }

        /// One line, and the notes below it.
        var text: String {
            var parts = [postcode ?? given]
            if let latitude, let longitude { parts.append("\(latitude), \(longitude)") }
            if let position, let wards {
                let names = wards.map { "\($0.code) \($0.name)" }.joined(separator: " and ")
                switch position {
                case "inside": parts.append("in \(names), \(metresToBorder?.text ?? "0") m from its border")
                case "boundary": parts.append("on the border of \(names)")
                default: parts.append("in no ward of the boundary file")
                }
            }
            if let listedWard { parts.append("listed in \(listedWard)") }
            if let accuracy { parts.append("good to about \(Int(accuracy)) m") }
            return ([parts.joined(separator: "  ")] + notes.map { "  \($0)" }).joined(separator: "\n")
        }
    }
}
