import ArgumentParser
import Diagnostics
import Wards

extension WardsCommand {
    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says which wards stayed, were redrawn, recoded, split or merged between two files.",
            discussion: """
                One row for each old ward and each new ward that has some of its ground. The change is that of the
                old ward: same, redrawn (same code, other outline), recoded (other code, same outline), split,
                merged, gone; or new, for a ward on ground that the old file does not cover.

                Example: wardwise wards compare wards-2013.kml wards-2019.kml --changed
                """)

        @Argument(help: ArgumentHelp("The file with the old wards.", valueName: "old"))
        var old: String

        @Argument(help: ArgumentHelp("The file with the new wards.", valueName: "new"))
        var new: String

        @Option(
            help: ArgumentHelp(
                "Shares smaller than this are taken for differences of drawing.", valueName: "percent"))
        var minimumShare: String = "1%"

        @Flag(help: "Leaves out wards that stayed as they are, and wards that are only in the new file.")
        var changed = false

        @Option(help: "text (CSV) or json.")
        var format: OutputFormat = .text

        func validate() throws { _ = try share() }

        private func share() throws -> Double {
            let digits = minimumShare.hasSuffix("%") ? String(minimumShare.dropLast()) : minimumShare
            guard let percent = Double(digits), percent >= 0, percent < 50 else {
                throw ValidationError("--minimum-share is a percentage from 0% to below 50%, such as 1%.")
            }
            return percent / 100
        }

        func run() throws {
            let least = try share()
            let (before, after) = try reading { () throws(Problems) -> (WardMap, WardMap) in
                (try Boundaries.map([old]), try Boundaries.map([new]))
            }
            let comparison = WardComparison(from: before, to: after, minimumShare: least)
            guard comparison.isComplete else {
                Terminal.say("The outlines cross so often that they could not be laid over each other.")
                throw ExitCode(2)
            }
            let rows = Self.rows(comparison, before, after).filter {
                !changed || (!["same", "new"].contains($0.change) || $0.renamed)
            }
            Terminal.say(Self.summary(comparison))
            if format == .json { return Terminal.print(JSON.text(rows)) }
            Table.write(
                [
                    "change", "renamed", "old code", "old name", "new code", "new name", "percent of old",
                    "percent of new", "hectares",
                ],
                rows.map {
                    [
                        $0.change, $0.renamed ? "yes" : "no", $0.oldCode ?? "", $0.oldName ?? "",
                        $0.newCode ?? "",
                        $0.newName ?? "", $0.percentOfOld?.text ?? "", $0.percentOfNew?.text ?? "",
                        $0.hectares.text,
                    ]
                })
        }

        struct Row: Encodable {
            var change: String
            var renamed = false
            var oldCode, oldName, newCode, newName: String?
            var percentOfOld, percentOfNew: Rounded?
            var hectares: Rounded
        }

        private static func rows(
            _ comparison: WardComparison, _ old: WardMap, _ new: WardMap
        ) -> [Row] {
            var rows: [Row] = []
            for fate in comparison.fates {
                let ward = old.wards[fate.ward]
                func row(_ share: WardComparison.Share?) -> Row {
                    Row(
                        change: fate.change.rawValue, renamed: fate.isRenamed, oldCode: ward.code,
                        oldName: ward.name, newCode: share.map { new.wards[$0.new].code },
                        newName: share.map { new.wards[$0.new].name },
                        percentOfOld: share.map { Rounded($0.ofOld * 100, places: 1) },
                        percentOfNew: share.map { Rounded($0.ofNew * 100, places: 1) },
                        hectares: Rounded(share.map { $0.squareMetres / 10_000 } ?? ward.hectares, places: 1))
                }
                rows += fate.shares.isEmpty ? [row(nil)] : fate.shares.map(row)
            }
            for ward in comparison.added.map({ new.wards[$0] }) {
                rows.append(
                    Row(
                        change: WardComparison.Change.new.rawValue, newCode: ward.code, newName: ward.name,
                        hectares: Rounded(ward.hectares, places: 1)))
            }
            return rows
        }

        private static func summary(_ comparison: WardComparison) -> String {
            let counts = WardComparison.Change.allCases.compactMap { change -> String? in
                let count =
                    change == .new
                    ? comparison.added.count : comparison.fates.count { $0.change == change }
                return count > 0 ? "\(count) \(change.rawValue)" : nil
            }
            let renamed = comparison.fates.count(where: \.isRenamed)
            return "\(comparison.fates.count) old wards: " + counts.joined(separator: ", ")
                + (renamed > 0 ? "; \(renamed) renamed" : "") + "."
        }
    }
}
