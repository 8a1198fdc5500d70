import Eligibility
import Facts
import RuleTestSupport
import Testing

/// Reasons, word by word.
struct ReasonTests {
    private func reason(_ test: String, _ texts: [String: String], facts: String = "") throws -> String {
        let assessor = try World.assessor(
            World.rules(
                "lot \"L\"\n    ward E05000001",
                decision: """
                    \(facts)
                    define age: age from date of birth
                    condition need: \(test)
                    eligible when need
                    """))
        return try assessor.decide(texts).conditions[0].reason
    }

    private let spell = """
        fact first day: date, or "never worked"
        define time out: time from first day to the start date
        """

    @Test func `amounts are compared in words`() throws {
        #expect(
            try reason("income is below £10,000", ["income": "9500"])
                == "Need: met. Income is £9,500 a year; the rule asks for less than £10,000.")
        #expect(
            try reason("income is above £10,000", ["income": "9500"])
                == "Need: not met. Income is £9,500 a year; the rule asks for more than £10,000.")
        #expect(
            try reason("age is at least 16", ["age": "30"])
                == "Need: met. Age is 30 on 1 July 2020; the rule asks for at least 16.")
        #expect(
            try reason("income is at least £1", [:])
                == "Need: not known. Income is not known; the rule asks for at least £1.")
    }

    @Test func `what is negated is asked for the other way about`() throws {
        #expect(
            try reason("not age is below 16", ["age": "30"])
                == "Need: met. Age is 30 on 1 July 2020; the rule asks for at least 16.")
        #expect(
            try reason("not (income is at least £5 or age is above 40)", ["income": "4", "age": "30"])
                == "Need: met. Income is £4 a year; the rule asks for less than £5. Age is 30 on 1 July 2020; the rule asks for at most 40."
        )
    }

    @Test func `days are compared in words`() throws {
        let birth = ["date of birth": "2 July 1990"]
        #expect(
            try reason("date of birth is before 1 January 2000", birth)
                == "Need: met. Date of birth is 2 July 1990; the rule asks for a day before 1 January 2000.")
        #expect(
            try reason("date of birth is from 1 July 1990 to 3 July 1990", birth)
                == "Need: met. Date of birth is 2 July 1990; the rule asks for a day from 1 July 1990 to 3 July 1990."
        )
        #expect(
            try reason("date of birth is on or after 1 January 1980", ["date of birth": "after 1 July 1990"])
                == "Need: met. Date of birth is on or after 2 July 1990; the rule asks for a day on or after 1 January 1980."
        )
    }

    @Test func `what one value has to meet is said once`() throws {
        #expect(
            try reason(
                "time out is at least 1 year and less than 2 years", ["first day": "1 May 2019"], facts: spell
            )
                == "Need: met. Time out is 1 year and 2 months (from 1 May 2019 to 1 July 2020); the rule asks for at least 1 year and less than 2 years."
        )
        #expect(
            try reason("either income is below £5 or income is above £9", ["income": "7"])
                == "Need: not met. Income is £7 a year; the rule asks for less than £5. Income is £7 a year; the rule asks for more than £9."
        )
    }

    @Test func `a length of time that is not known exactly says so`() throws {
        let test = "time out is at least 1 year"
        #expect(
            try reason(test, ["first day": "from 1 May 2018 to 3 May 2018"], facts: spell)
                == "Need: met. Time out began some day from 1 May 2018 to 3 May 2018; the rule asks for at least 1 year."
        )
        #expect(
            try reason(test, ["first day": "before 3 May 2018"], facts: spell)
                == "Need: met. Time out began on or before 2 May 2018; the rule asks for at least 1 year."
        )
        #expect(
            try reason(test, [:], facts: spell)
                == "Need: not known. Time out is not known; the rule asks for at least 1 year.")
    }
}
