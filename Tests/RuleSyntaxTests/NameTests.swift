import Diagnostics
import Testing

@testable import RuleSyntax

/// Which words a name may hold, told apart from the language's own by where they stand.
struct NameTests {
    private func read(_ text: String) -> RuleFileSyntax { RuleFileSyntax(SourceText(name: "", text: text)) }

    private func names(_ expression: String) throws -> [String] {
        let file = read("define x: \(expression)")
        #expect(file.problems.isEmpty, "\(expression): \(file.problems.map(\.text))")
        let tree = RuleTree(SourceText(name: "", text: "define x: \(expression)"))
        return tree.trace.names.dropFirst().map { range in
            tree.tokens[range].map { String(decoding: tree.source.bytes[$0.range], as: UTF8.self) }
                .joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("right to work and hours is 5", ["right to work", "hours"]),
        ("has a car and right to work", ["has a car", "right to work"]),
        ("not sent by adviser", ["sent by adviser"]),
        ("on benefit or paid from work", ["on benefit", "paid from work"]),
        ("paid from is from 1 May 2019 to 2 May 2019", ["paid from"]),
        ("pay rounded to £1", ["pay"]),
        ("time from first day to paid from is at least 1 week", ["first day", "paid from"]),
        ("time from (right to work began) to last day at work is at least 1 week", ["right to work began", "last day at work"]),
        ("time from first day of jobs to back to work is at least 1 week", ["jobs", "back to work"]),
        ("has a connection to the lot by home, work and back to work", ["home", "work", "back to work"]),
        ("the age from date of birth is at least 16", ["date of birth"]),
        ("wage for age plus bonus", ["wage", "age", "bonus"]),
        ("start is on or after paid from", ["start", "paid from"]),
        ("start is after one year ends", ["start", "one year ends"]),
    ])
    func `names hold words that cannot be the language's there`(_ text: String, _ wanted: [String]) throws {
        #expect(try names(text) == wanted, "\(text)")
    }

    @Test(arguments: [
        "pay or nothing", "pay and rations", "not in work", "what is paid", "either pay", "pay if due",
        "pay then", "pay for age", "pay plus", "bank minus", "times two", "divided", "rounded to pounds",
        "pay rounded to pounds", "has a connection to work", "who has connection to it", "paid from 5",
        "age from birth", "time from birth", "time in work", "first day of work", "last of all", "higher of pay",
        "lower of pay", "at least one", "at most one", "more than enough", "less than enough", "one of us",
        "any of us", "all of us", "below par", "above par", "before tax", "after tax", "from birth", "to do",
        "by hand", "lot number", "rate of pay", "note", "the",
    ])
    func `names that could not be told from the language are refused where they are declared`(_ name: String) {
        let problems = read("fact \(name): yes or no").problems
        #expect(problems.map(\.code) == [.reservedName], "\(name): \(problems.map(\.text))")
    }

    @Test(arguments: [
        "has a car", "right to work", "sent by adviser", "paid from", "on benefit", "at school", "more children",
        "one parent", "any income", "all income", "less pay", "income source", "first day", "last day worked",
        "time at work", "agency", "higher rate", "under a roof", "level 2", "income from work",
    ])
    func `names that can be told apart are declared and used`(_ name: String) {
        let file = read("fact \(name): yes or no\ndefine x: \(name) and not \(name)\neligible when (\(name))")
        #expect(file.problems.isEmpty, "\(name): \(file.problems.map(\.text))")
    }
}
