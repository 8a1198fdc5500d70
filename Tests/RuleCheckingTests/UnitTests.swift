import Diagnostics
import RuleChecking
import RuleSyntax
import Testing

/// The unit that sums come to, against units as powers: pay per hour is pounds to the first and hours to the minus first.
struct UnitTests {
    /// Powers of pounds and of units of time, as schools teach them.
    private typealias Powers = [String: Int]

    private struct Kind: Sendable {
        var type: String
        var powers: [String: Int]
        /// Whether sums may come to it: amounts of money, shares of time and plain numbers may, lengths of time may not.
        var isResult = true
    }

    private static let times = ["hour", "day", "week", "month", "year"]

    private static let kinds: [Kind] = {
        var kinds = [
            Kind(type: "number", powers: [:]), Kind(type: "money", powers: ["£": 1]),
        ]
        for time in times { kinds.append(Kind(type: "money per \(time)", powers: ["£": 1, time: -1])) }
        for (index, part) in times.enumerated() {
            for whole in times[(index + 1)...] {
                kinds.append(Kind(type: "\(part)s per \(whole)", powers: [part: 1, whole: -1]))
            }
        }
        for time in times.dropFirst() { kinds.append(Kind(type: "\(time)s", powers: [time: 1], isResult: false)) }
        return kinds
    }()

    private static func combined(_ one: Powers, _ other: Powers, _ sign: Int) -> Powers {
        one.merging(other.mapValues { $0 * sign }) { $0 + $1 }.filter { $0.value != 0 }
    }

    /// The type a definition comes to; nil where it is refused.
    private static func type(_ one: Kind, _ operation: String, _ other: Kind) throws -> String? {
        let text = """
            programme "Units"
            fact one: \(one.type)
            fact other: \(other.type)
            define result: one \(operation) other
            condition any: yes
            eligible when any
            lot "L"
                ward E05000001
            """
        let result = RuleChecker.check([RuleFileSyntax(SourceText(name: "", text: text))], wards: nil)
        guard let rules = result.rules else {
            #expect(result.problems.map(\.code.rawValue) == ["R204"], "\(result.problems.map(\.text))")
            return nil
        }
        guard case .value(let type)? = rules.definitions.first?.type else { return nil }
        return type.words
    }

    @Test(arguments: kinds.indices) func `products and quotients come to the unit that their powers come to`(
        _ index: Int
    ) throws {
        let one = Self.kinds[index]
        for other in Self.kinds {
            for (operation, sign) in [("times", 1), ("divided by", -1)] {
                let powers = Self.combined(one.powers, other.powers, sign)
                var wanted = Self.kinds.first { $0.isResult && $0.powers == powers }?.type
                // A number leaves any amount what it is; lengths of time do not go over to one another by shares.
                if other.type == "number" { wanted = one.type }
                if one.type == "number", operation == "times" { wanted = other.type }
                // How long a sum lasts need not come to whole weeks.
                if !one.isResult, !other.isResult, one.type != other.type { wanted = nil }
                let found = try Self.type(one, operation, other)
                #expect(found == wanted, "\(one.type) \(operation) \(other.type)")
            }
        }
    }

    @Test(arguments: kinds.indices) func `only amounts in one unit are added, and compared`(_ index: Int) throws {
        let one = Self.kinds[index]
        for other in Self.kinds {
            for operation in ["plus", "minus"] {
                let wanted = one.type == other.type ? one.type : nil
                #expect(try Self.type(one, operation, other) == wanted, "\(one.type) \(operation) \(other.type)")
            }
        }
    }

    private func told(_ declarations: String) -> [String] {
        let text = declarations + "\n" + """
            programme "Units"
            condition any: yes
            eligible when any
            lot "L"
                ward E05000001
            """
        let result = RuleChecker.check([RuleFileSyntax(SourceText(name: "", text: text))], wards: nil)
        return result.problems.filter { $0.severity == .error }
            .map { "\($0.code.rawValue) \($0.message) \($0.expected ?? "")" }
    }

    private static let facts = """
        fact hourly pay: money per hour
        fact weekly pay: money per week
        fact yearly pay: money per year
        fact hours: hours per week
        fact start: date
        fact stay: months
        fact jobs: spells

        """

    @Test(arguments: [
        (
            "weekly pay is below yearly pay",
            "R204 “weekly pay” is a value of type money per week and “yearly pay” is a value of type money per year. pay in the same unit, such as `weekly pay times 52 weeks per year`; nothing is converted unless the rules write how."
        ),
        (
            "hourly pay is below weekly pay",
            "R204 “hourly pay” is a value of type money per hour and “weekly pay” is a value of type money per week. pay in the same unit, such as `hourly pay times 37.5 hours per week`; nothing is converted unless the rules write how."
        ),
        (
            "weekly pay times hours is below £5 a week",
            "R204 “weekly pay” is a value of type money per week and “hours” is a value of type hours per week; they do not go together with “times”. weeks per a longer time: pay per hour times hours per week is pay per week."
        ),
        (
            "£9 times hours is below £5 a week",
            "R204 “£9” is an amount of money and “hours” is a value of type hours per week; they do not go together with “times”. an amount with its unit, such as £9 an hour."
        ),
        (
            "weekly pay times 3 months is below £5",
            "R204 “weekly pay” is a value of type money per week and “3 months” is a value of type months; they do not go together with “times”. a number of weeks, as it is money per week."
        ),
        (
            "weekly pay plus yearly pay is below £5",
            "R204 “weekly pay” is a value of type money per week and “yearly pay” is a value of type money per year; they do not go together with “plus”. two amounts in the same unit, such as one times 52 weeks per year."
        ),
        (
            "time from start to decision date is the stay",
            "R109 A length of time is hardly ever exactly “the stay”. `is at least`, `is at most`, `is more than` or `is less than`."
        ),
        (
            "time from start to decision date is at least stay divided by 2",
            "R204 “stay divided by 2” need not come to whole months. whole months: `… rounded to 1` says how."
        ),
        (
            "time in jobs is at least the stay",
            "R204 Time in spells is counted in days, and “the stay” is not a number of days. days or weeks."
        ),
        (
            "stay is at least 26 weeks",
            "R204 “26 weeks” is not a number of whole months. months, which is what it is compared with."
        ),
        (
            "hours is during jobs",
            "R204 “hours” is a value of type hours per week, and what lies in spells is of type date. a value of type date."
        ),
        (
            "start is during hours",
            "R204 “hours” is a value of type hours per week, and what a date lies in is of type spells. a value of type spells."
        ),
    ])
    func `what is refused says what to write`(_ test: String, _ wanted: String) {
        #expect(told(Self.facts + "define x: \(test)") == [wanted])
    }

    @Test(arguments: [
        "time from start to decision date is at least stay divided by 2 rounded to 1", "stay is at least 1 year",
        "stay times 2 is below 18 months", "start plus stay is after 1 May 2019", "time in jobs is at least 2 weeks",
        "stay is at most time from start to decision date", "hourly pay times hours is weekly pay",
        "yearly pay divided by 52 weeks per year divided by hours is hourly pay",
        "weekly pay divided by hourly pay is at most hours", "hours is at most 16 hours per week",
        "start is during the last of jobs, joining gaps of at most 3 days",
    ])
    func `what has one meaning is read`(_ test: String) {
        #expect(told(Self.facts + "define x: \(test)") == [])
    }

    @Test func `a rate in whole units takes whole units, written with them or without`() {
        func rate(_ type: String, _ value: String) -> [String] {
            told("rate wait: \(type)\n    from 1 June 2018 onwards: \(value)")
        }
        for value in ["26", "26 weeks"] { #expect(rate("weeks", value) == []) }
        for value in ["26.5", "6 months", "£26", "26%", "26 hours per week"] {
            #expect(rate("weeks", value).first?.hasPrefix("R204") == true, "\(value)")
        }
        #expect(rate("hours per week", "16 hours a week") == [] && rate("hours per week", "16") == [])
        #expect(rate("hours per week", "16 years").first?.hasPrefix("R204") == true)
        #expect(rate("money per day", "£80 a day") == [])
    }
}
