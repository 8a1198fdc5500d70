import Foundation
import Geometry
import Wards

/// GEOS in C++ and shapely, where they are installed.
struct Geos {
    private let program: String?
    private let reason: String

    init(_ rival: Rival) {
        let path = rival.path("geos")
        let built = rival.run([
            "c++", "-O2", "-w", "-std=c++17", "\(Rival.sources)/geos_points.cpp", "-o", path, "-lgeos",
        ])
        program = built.figures == nil ? nil : path
        reason = "libgeos++-dev is not installed"
    }

    func compare(
        _ name: String, _ points: [Coordinate], _ map: WardMap, _ rival: Rival, _ report: inout Report
    ) {
        let own = PointBenchmark.lastBatch[name] ?? .nan
        func say(_ who: String, _ outcome: (figures: [(name: String, seconds: Double)]?, reason: String)) {
            guard let figure = outcome.figures?.first else {
                return report.skip("\(name): \(who)", outcome.reason)
            }
            let answers = rival.integers("answers")
            let locations = map.locate(points)
            var different = answers.count == locations.count ? 0 : points.count
            for (answer, location) in zip(answers, locations) where !location.isPlainly(answer) {
                different += 1
            }
            let nanoseconds = figure.seconds / Double(points.count) * 1e9
            let equal = different == 0 ? "" : "; \(different) answers differ"
            report.add(
                "\(name): \(who)", nanoseconds.short, "\((nanoseconds / own).short) × wardwise\(equal)")
        }
        let (wards, places, answers) = (rival.path("wards"), rival.path("points"), rival.path("answers"))
        say(
            "GEOS, STRtree and indexed locator",
            program.map { rival.run([$0, wards, places, answers]) } ?? (nil, reason))
        let python = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
        say(
            "shapely, STRtree and prepared",
            rival.run([python, "\(Rival.sources)/shapely_points.py", wards, places, answers]))
    }
}
