import Eligibility
import RuleTestSupport

/// The Swift of the documentation, line for line, so that it compiles and runs. What stands around each piece gives it
/// the names it uses.
enum DocumentationSnippets {
    static func print(_ words: Any...) {}

    static func landing(kml: [UInt8], _ bytesOfRuleFile: (String) -> [UInt8]?) throws -> (Assessor, Person) {
        let assessor = try Assessor(
            rules: "connecting-communities/connecting-communities.rules",
            boundaries: [NamedBytes(name: "wards.kml", bytes: kml)]
        ) { path in bytesOfRuleFile(path) }

        let person = try assessor.person([
            ("start date", "4 March 2019"), ("age", "41"), ("work status", "out of work"),
            ("home", "E05001216"),
        ])
        print(try assessor.assess(person).outcome)
        print(try assessor.explain(person))
        return (assessor, person)
    }

    static func intakeScreen(_ assessor: Assessor, _ answer: (String) -> String) throws -> Assessment {
        var facts = [(name: "start date", value: "4 March 2019")]
        while let next = try assessor.nextQuestion(assessor.person(facts)) {
            let words = next.question.words ?? next.question.name
            facts.append((next.question.name, answer(words)))
        }
        let decision = try assessor.assess(assessor.person(facts))

        for sentence in decision.explanation { print(sentence) }
        for lot in decision.lots { print(lot.lot, lot.connections) }

        do throws(InputProblems) {
            _ = try assessor.assess(["start date": "4 March 2019", "age": "forty", "adress": "E05001216"])
        } catch {
            for problem in error.all { print(problem.fact, problem.message, problem.expected ?? "") }
        }
        return decision
    }

    static func providersList(_ assessor: Assessor, _ rows: [[String: String]]) async -> [Int: String] {
        let answers = await withTaskGroup(of: (Int, String).self) { group in
            for (index, row) in rows.enumerated() {
                group.addTask {
                    do throws(InputProblems) {
                        return (index, try assessor.assess(row).outcome.rawValue)
                    } catch {
                        return (index, error.all.map(\.message).joined(separator: " "))
                    }
                }
            }
            return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }

        let field = assessor.book.fields.field(named: "Date_of-Birth")
        print(field as Any)
        return answers
    }

    static func changingRules(_ assessor: Assessor, _ person: Person, _ text: String) throws {
        do throws(Problems) {
            _ = try Assessor(rules: "programme.rules", boundaries: []) { path in
                path == "programme.rules" ? Array(text.utf8) : nil
            }
        } catch {
            for problem in error.all { print(problem.text) }
        }

        for step in try assessor.trace(person) { print(step.kind, step.name, step.value) }

        let changes = try assessor.whatWouldChange(person)
        for change in changes.changes { print(change.outcome, change.facts) }
        if let later = changes.later { print(later.date, later.answer) }
    }

    static func readme(kml: [UInt8], _ bytesOfFile: (String) -> [UInt8]?) throws {
        let assessor = try Assessor(
            rules: "connecting-communities/connecting-communities.rules",
            boundaries: [NamedBytes(name: "wards.kml", bytes: kml)]
        ) { path in bytesOfFile(path) }

        let person = try assessor.person([("start date", "4 March 2019"), ("age", "41")])
        print(try assessor.assess(person).outcome, try assessor.nextQuestion(person)?.question.words ?? "")
    }
}
