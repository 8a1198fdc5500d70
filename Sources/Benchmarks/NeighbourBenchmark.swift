import BoundaryFiles
import Foundation
import Wards

/// Which wards touch: against libpysal.
enum NeighbourBenchmark {
    static func run(_ setting: Setting) throws {
        var report = Report("Which wards touch, whole country")
        defer { report.show() }
        guard let bytes = setting.bytes(setting.country) else {
            return report.skip(setting.country, "no such file; give --data")
        }
        let map = try WardMap([BoundaryFile(bytes: bytes, name: "uk.kml.gz")])
        let borders = map.neighbours().filter { $0.contact == .border }
        var sum = 0
        let times = Clock.medians(
            rounds: setting.rounds,
            [{ sum &+= map.neighbours().count }, { sum &+= map.neighbours(snapMetres: 1).count }])
        report.add(
            "wardwise: borders and corners, with lengths", times[0].milliseconds,
            "\(borders.count) borders, both ways")
        report.add("wardwise: the same, snapping 1 m", times[1].milliseconds)

        let rival = try Rival()
        defer { rival.remove() }
        try rival.write(map, as: "wards")
        let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
        let outcome = rival.run([
            python, "\(Rival.sources)/libpysal_neighbours.py", rival.path("wards"), rival.path("answers"),
        ])
        guard let figures = outcome.figures else { return report.skip("libpysal", outcome.reason) }
        let pairs = rival.integers("answers")
        let theirs = Set(
            stride(from: 0, to: pairs.count, by: 2).map { [Int(pairs[$0]), Int(pairs[$0 + 1])] })
        let own = Set(borders.map { [$0.ward, $0.neighbour] })
        report.add(
            "pairs of libpysal found", "\(theirs.intersection(own).count) of \(theirs.count)",
            "\(own.subtracting(theirs).count) more that share no edge exactly")
        for (name, seconds) in figures {
            report.add("libpysal: \(name)", seconds.milliseconds, "\((seconds / times[0]).short) × wardwise")
        }
    }
}
