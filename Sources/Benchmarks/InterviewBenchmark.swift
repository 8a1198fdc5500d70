import BoundaryFiles
import Eligibility
import Facts
import Intake
import RuleChecking
import RuleDiagrams
import RuleEvaluation
import Wards

/// How many questions interviews take, and how long the next question takes to find.
enum InterviewBenchmark {
    private static let programmes = [
        ("connecting-communities", "4 March 2019"), ("connecting-communities-original", "4 March 2019"),
        ("benefit-zones", "4 March 2002"), ("estate-jobs", "4 March 2022"),
        ("long-claim-support", "4 March 2022"), ("working-areas", "4 March 2005"),
    ]
    private static let people = 60

    static func run(_ setting: Setting) throws {
        for (name, day) in programmes {
            var report = Report("Interviews by \(name)")
            defer { report.show() }
            guard let assessor = try assessor(name, setting), let people = try Respondents(assessor, on: day)
            else {
                report.skip(name, "no rules here; run it from the folder of the package")
                continue
            }
            try compare(assessor, people, day, setting, &report)
        }
    }

    private static func compare(
        _ assessor: Assessor, _ people: Respondents, _ day: String, _ setting: Setting,
        _ report: inout Report
    ) throws {
        var random = SplitMix(state: setting.seed)
        var counts = (people: 0, asked: 0, inOrder: 0)
        var times: [Double] = []
        while counts.people < Self.people {
            let truth = people.truth(&random)
            // Random answers may contradict each other; that is nobody.
            guard let asked = try? interview(assessor, day, truth, &times),
                let inOrder = try? questionsInOrder(assessor, day, truth)
            else { continue }
            counts = (counts.people + 1, counts.asked + asked, counts.inOrder + inOrder)
        }
        func mean(_ count: Int) -> String { (Double(count) / Double(counts.people)).short }
        report.add("questions", mean(counts.asked), "1.00")
        let ratio = Double(counts.inOrder) / Double(max(1, counts.asked))
        report.add("questions, in the order of the file", mean(counts.inOrder), ratio.short)
        let sorted = times.sorted()
        report.add("next question, median", (sorted[sorted.count / 2]).milliseconds)
        report.add("next question, slowest of \(sorted.count)", (sorted.last ?? 0).milliseconds)
    }

    private static func assessor(_ name: String, _ setting: Setting) throws -> Assessor? {
        let wards = "Boundaries/connecting-communities-approximate.kml"
        let estates = "Boundaries/invented-estates.kml"
        guard let kml = setting.bytes(wards), let others = setting.bytes(estates) else { return nil }
        let files = RuleFiles(main: "\(name)/\(name).rules") { setting.bytes("Rules/\($0)") }
        let map = try WardMap([
            BoundaryFile(bytes: kml, name: wards),
            BoundaryFile(bytes: others, name: estates, mayLackWards: true),
        ])
        return try Assessor(RuleBook(files, map: map))
    }

    /// Questions of a whole interview, with the time that each took to find.
    private static func interview(
        _ assessor: Assessor, _ day: String, _ truth: [Field: String], _ times: inout [Double]
    ) throws -> Int {
        var interview = Interview(assessor)
        try interview.answer(day)
        var count = 0
        while let question = interview.question {
            let (seconds, _) = try Clock.time { try interview.answer(truth[question.field] ?? "not known") }
            times.append(seconds)
            count += 1
        }
        return count
    }

    /// Questions until nothing is left to ask, in the order of the file.
    private static func questionsInOrder(
        _ assessor: Assessor, _ day: String, _ truth: [Field: String]
    ) throws -> Int {
        var answers: [(Field, String)] = [(.decisionDate, day)]
        while true {
            var reader = PersonReader(assessor.book)
            for (field, text) in answers { reader.give(text, for: field) }
            let open = try assessor.openCase(reader.finish()).fields
            let asked = Set(answers.map(\.0))
            guard let next = open.first(where: { !asked.contains($0) }) else { return answers.count - 1 }
            answers.append((next, truth[next] ?? "not known"))
        }
    }
}

/// People whose answers are as the plan of questions takes them to be: each of those that could make a difference is as
/// likely as the others.
private struct Respondents {
    private let rules: CheckedRules
    private let axes: [Axis]
    private let ward: String

    init?(_ assessor: Assessor, on day: String) throws {
        rules = assessor.book.rules
        guard case .known(.date(let date)) = try AnswerReader(FactType(.date)).read(day) else { return nil }
        var diagrams = RuleDiagrams(Decider(rules), roots: rules.decidingTests)
        axes = try diagrams.day(date).cells.axes
        ward = assessor.book.lotWardCodes.first ?? "none"
    }

    func truth(_ random: inout SplitMix) -> [Field: String] {
        var truth: [Field: String] = [:]
        for axis in axes {
            let cell = Int.random(in: 0..<max(1, axis.count), using: &random)
            switch axis.subject {
            case .fact(let fact):
                truth[.fact(fact)] = axis.sets[cell].example(for: rules.facts[fact]) ?? "not known"
            case .tie(let kind): truth[.tie(kind, .place)] = cell == 1 ? ward : "none"
            case .test(let node):
                for fact in rules.facts(under: node).facts
                where rules.facts[fact].type.value == .spells && truth[.fact(fact)] == nil {
                    truth[.fact(fact)] = cell == 1 ? "1 January 2000 onwards" : "none"
                }
            case .reading, .lot, .order: break
            }
        }
        return truth
    }
}
