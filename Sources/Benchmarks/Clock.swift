import Foundation

/// Processor time, which other programs on the machine do not lengthen as they do the time on the wall.
enum Clock {
    /// Seconds that this process has computed for.
    static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// How long something takes once.
    static func time<Result>(_ work: () throws -> Result) rethrows -> (seconds: Double, result: Result) {
        let start = seconds
        let result = try work()
        return (seconds - start, result)
    }

    /// The median times of several contestants, who take turns so that a slow moment of the machine meets all.
    static func medians(rounds: Int, _ contestants: [() -> Void]) -> [Double] {
        var times = [[Double]](repeating: [], count: contestants.count)
        for _ in 0..<rounds {
            for (number, contestant) in contestants.enumerated() {
                times[number].append(time(contestant).seconds)
            }
        }
        return times.map { $0.sorted()[rounds / 2] }
    }
}
