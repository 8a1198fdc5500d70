import Eligibility
import Facts
import Intake

/// How many questions interviews take beside the best order there is and the order of the file, for the same people, and
/// how long the next question takes to find.
enum InterviewBenchmark {
    private static let people = 200
    private static let populations = 3

    static func run(_ setting: Setting) throws {
        for (name, day) in Programmes.all {
            var report = Report("Interviews by \(name)")
            defer { report.show() }
            guard let assessor = try Programmes.assessor(name, setting),
                let people = try Respondents(assessor, on: day)
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
        var best = try BestOrder(people)
        var times: [Double] = []
        let counts = try count(assessor, day, people, &best, Self.people, &random, &times)
        func mean(_ count: Int) -> String { (Double(count) / Double(counts.people)).short }
        report.add("questions", mean(counts.asked), "1.00")
        let toBest = Double(counts.asked) / Double(max(1, counts.best))
        report.add("questions, best order", mean(counts.best), "\(toBest.short) of it are asked")
        report.add("questions, best order, of everybody", (try best.expected()).short)
        var worst = 0.0
        for _ in 0..<Self.populations {
            let others = people.shuffled(&random)
            var best = best.with(others)
            let counts = try count(assessor, day, others, &best, Self.people / 2, &random, &times)
            worst = max(worst, Double(counts.asked) / Double(max(1, counts.best)))
        }
        report.add(
            "worst of \(Self.populations) with random likelihoods", worst.short,
            "of the order that knows them")
        let ratio = Double(counts.inOrder) / Double(max(1, counts.asked))
        report.add("questions, in the order of the file", mean(counts.inOrder), ratio.short)
        let sorted = times.sorted()
        report.add("next question, median", (sorted[sorted.count / 2]).milliseconds)
        report.add("next question, slowest of \(sorted.count)", (sorted.last ?? 0).milliseconds)
    }

    private struct Counts {
        var people = 0
        var asked = 0
        var inOrder = 0
        var best = 0
    }

    /// Questions of all kinds for the same people.
    private static func count(
        _ assessor: Assessor, _ day: String, _ people: Respondents, _ best: inout BestOrder, _ number: Int,
        _ random: inout SplitMix, _ times: inout [Double]
    ) throws -> Counts {
        var counts = Counts()
        while counts.people < number {
            let somebody = people.anybody(&random)
            let truth = people.texts(somebody)
            counts.people += 1
            counts.asked += try interview(assessor, day, truth, &times)
            counts.inOrder += try questionsInOrder(assessor, day, truth)
            counts.best += try best.questions(for: somebody)
        }
        return counts
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
