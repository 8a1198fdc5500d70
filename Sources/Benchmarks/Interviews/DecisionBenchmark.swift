import Eligibility
import Foundation

/// How long one decision takes once the engine is warm: everything the library gives for one person, with the texts.
enum DecisionBenchmark {
    private static let people = 200

    static func run(_ setting: Setting) throws {
        for (name, day) in Programmes.all {
            var report = Report("Decisions by \(name)")
            defer { report.show() }
            guard let assessor = try Programmes.assessor(name, setting),
                let respondents = try Respondents(assessor, on: day)
            else {
                report.skip(name, "no rules here; run it from the folder of the package")
                continue
            }
            var random = SplitMix(state: setting.seed)
            let people = try (0..<Self.people).map { _ in
                try respondents.person(respondents.anybody(&random))
            }
            try time("one decision", assessor, people, setting, &report)
            let known = try (0..<Self.people).map { number in
                try respondents.person(respondents.anybody(&random), first: number % 4)
            }
            try time("one decision, little known", assessor, known, setting, &report)
        }
    }

    private static func time(
        _ name: String, _ assessor: Assessor, _ people: [Person], _ setting: Setting, _ report: inout Report
    ) throws {
        for person in people { _ = try? assessor.assess(person) }
        var times: [Double] = []
        for _ in 0..<setting.rounds {
            for person in people { times.append(Clock.time { _ = try? assessor.assess(person) }.seconds) }
        }
        times.sort()
        report.add("\(name), median", times[times.count / 2].microseconds)
        report.add("\(name), 99th percentile", times[times.count * 99 / 100].microseconds)
    }
}

extension Double {
    fileprivate var microseconds: String { "\((self * 1e6).short) µs" }
}
