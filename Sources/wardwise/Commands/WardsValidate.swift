import ArgumentParser
import BoundaryFiles
import Diagnostics
import Wards

extension WardsCommand {
    struct Validate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Finds everything wrong with boundary files: broken rings, repeated codes, overlaps, gaps.",
            discussion: """
                Files that cannot be used are looked at as far as they can be read. Overlaps and gaps come with
                their area and a place; those below --minimum-area are only counted. Ends with 1 when there are
                errors.

                Example: wardwise wards validate --boundaries wards.kml --minimum-area 10
                """)

        @OptionGroup var input: Input

        @Option(
            help: ArgumentHelp(
                "Overlaps and gaps smaller than this are only counted.", valueName: "square metres"))
        var minimumArea: Double = 1

        func validate() throws {
            guard minimumArea >= 0, minimumArea.isFinite else {
                throw ValidationError("--minimum-area is an area in square metres, 0 or more.")
            }
        }

        func run() throws {
            let surveys = try reading { () throws(Problems) -> [BoundarySurvey] in
                var surveys: [BoundarySurvey] = []
                for path in input.boundaries {
                    surveys.append(BoundarySurvey(try OpenFile.map(path), name: path))
                }
                return surveys
            }
            let validation = BoundaryValidation(surveys, minimumSquareMetres: minimumArea)
            if input.format == .json {
                Terminal.print(JSON.text(Report(validation)))
            } else {
                Terminal.print(validation.problems)
                Terminal.say(Self.summary(validation))
            }
            if !validation.isSound { throw ExitCode(1) }
        }

        private static func summary(_ validation: BoundaryValidation) -> String {
            func count(_ severity: Problem.Severity, _ word: String) -> String {
                let number = validation.problems.count { $0.severity == severity }
                return "\(number) \(word)\(number == 1 ? "" : "s")"
            }
            return "\(validation.wards) wards: \(count(.error, "error")), \(count(.warning, "warning"))."
        }

        struct Report: Encodable {
            var wards: Int
            var isSound: Bool
            var problems: [Problem]
            var misfits: [Entry]
            var slivers: Int

            struct Entry: Encodable {
                var kind: String
                var wards: [String]
                var squareMetres, longitude, latitude: Rounded
            }

            init(_ validation: BoundaryValidation) {
                wards = validation.wards
                isSound = validation.isSound
                problems = validation.problems
                slivers = validation.slivers
                misfits = validation.misfits.map {
                    Entry(
                        kind: $0.kind.rawValue, wards: $0.wards,
                        squareMetres: Rounded($0.squareMetres, places: 6),
                        longitude: Rounded($0.place.longitude, places: 7),
                        latitude: Rounded($0.place.latitude, places: 7))
                }
            }
        }
    }
}
