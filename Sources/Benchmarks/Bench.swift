import Foundation

/// Runs the benchmarks and prints ratios. One file for each benchmark; what it compares with is checked to give
/// the same answers before anything is timed.
@main
struct Bench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        func option(_ name: String) -> String? {
            arguments.firstIndex(of: name).flatMap {
                arguments.indices.contains($0 + 1) ? arguments[$0 + 1] : nil
            }
        }
        if arguments.contains("--help") {
            print(
                "wardwise-bench [--data FOLDER] [--only NAME] [--rounds N]; names: \(all.map(\.name).joined(separator: ", "))"
            )
            return
        }
        let folder =
            option("--data") ?? ProcessInfo.processInfo.environment["WARDWISE_DATA"] ?? "../shared/data"
        func number(_ name: String, _ standard: Int) -> Int { option(name).flatMap { Int($0) } ?? standard }
        let setting = Setting(
            data: folder, rounds: max(1, number("--rounds", 5)), points: number("--points", 200_000),
            seed: UInt64(max(0, number("--seed", 1))))
        print("Processor time, medians of \(setting.rounds) rounds. Load of the machine: \(load()).")
        for (name, run) in all where option("--only").map({ $0 == name }) ?? true { try run(setting) }
    }

    /// Every benchmark.
    private static let all: [(name: String, run: @Sendable (Setting) throws -> Void)] = [
        ("exactness", ExactnessCheck.run), ("reading", ReadingBenchmark.run), ("points", PointBenchmark.run),
        ("neighbours", NeighbourBenchmark.run),
        ("lists", ListBenchmark.run), ("files", FileListBenchmark.run),
        ("interviews", InterviewBenchmark.run), ("decisions", DecisionBenchmark.run),
    ]

    private static func load() -> String {
        var averages = [Double](repeating: 0, count: 3)
        getloadavg(&averages, 3)
        return averages.map(\.short).joined(separator: ", ")
    }
}

/// Where the data is and how much is done.
struct Setting {
    let data: String
    let rounds: Int
    /// How many points the check of exactness takes.
    let points: Int
    let seed: UInt64

    /// The whole country, to five decimals.
    var country: String { "\(data)/wards/uk-2020-5dp.kml.gz" }

    /// The bytes of a file, or nil when it is not there.
    func bytes(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map { [UInt8]($0) } }
}
