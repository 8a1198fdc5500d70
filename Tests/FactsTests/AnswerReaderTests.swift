import Facts
import TestSupport
import Testing

struct AnswerReaderTests {
    private static func read(
        _ text: String, _ type: ValueType, _ special: [String] = [],
        _ slashes: AnswerReader.SlashDates = .refused
    ) -> Answer? {
        try? AnswerReader(FactType(type, specialAnswers: special), slashDates: slashes).read(text)
    }

    private static func date(_ iso: String) -> FactValue { .date(CivilDate(iso: iso) ?? .latest) }
    private static func number(_ text: String) -> FactValue { .number(Rational(decimal: text) ?? .zero) }

    @Test func `what is not known is not known, whatever the type`() {
        let types: [ValueType] = [
            .yesOrNo, .date, .number, .years, .hoursPerWeek, .percentage, .money(per: nil), .text, .time,
            .choice(["a"]),
        ]
        for type in types {
            for text in ["", "  ", "\u{A0}", "\"\"", "not asked", "Not Asked"] {
                #expect(Self.read(text, type) == .notKnown(.notAsked), "\(text) as \(type.words)")
            }
            for text in ["unknown", "not known", "Don’t know", "don't  know", "NOT SURE", "“not known”"] {
                #expect(Self.read(text, type) == .notKnown(.unknown), "\(text) as \(type.words)")
            }
            for text in ["refused", "Prefer not to say", "declined"] {
                #expect(Self.read(text, type) == .notKnown(.refused), "\(text) as \(type.words)")
            }
        }
    }

    @Test func `yes and no`() {
        for text in ["yes", "Y", "TRUE", "1", " yes ", "\"yes\"", "“Yes”"] {
            #expect(Self.read(text, .yesOrNo) == .known(.yesOrNo(true)), "\(text)")
        }
        for text in ["no", "n", "False", "0"] {
            #expect(Self.read(text, .yesOrNo) == .known(.yesOrNo(false)), "\(text)")
        }
        for text in ["yes or no", "maybe", "2", "ye", "yes.", "none", "-"] {
            #expect(Self.read(text, .yesOrNo) == nil, "\(text)")
        }
    }

    @Test func `choices are told apart without case, spaces and hyphens, and never by likeness`() {
        let type = ValueType.choice(["out of work", "employed", "self-employed"])
        for text in [
            "self-employed", "Self Employed", "SELF‑EMPLOYED", "selfemployed", "self_employed",
            "“self–employed”",
        ] {
            #expect(Self.read(text, type) == .known(.text("self-employed")), "\(text)")
        }
        #expect(
            Self.read("employed or self-employed", type)
                == .oneOf([.text("employed"), .text("self-employed")]))
        #expect(
            Self.read("\"employed\" or \"out of work\"", type)
                == .oneOf([.text("employed"), .text("out of work")]))
        for text in [
            "employ", "employed or", "employed or retired", "employed, self-employed", "not employed", "or",
        ] {
            #expect(Self.read(text, type) == nil, "\(text)")
        }
        #expect(Self.read("never worked or employed", type, ["never worked"]) != nil)
    }

    @Test func `special answers stand beside values of any type`() {
        #expect(Self.read("Never  Worked", .date, ["never worked"]) == .known(.text("never worked")))
        #expect(Self.read("“never worked”", .date, ["never worked"]) == .known(.text("never worked")))
        #expect(Self.read("none", .money(per: .hour), ["none"]) == .known(.text("none")))
        #expect(Self.read("none", .money(per: .hour)) == nil)
        // A special answer of that name comes before the words for what is not known.
        #expect(Self.read("refused", .date, ["refused"]) == .known(.text("refused")))
    }

    @Test(arguments: [
        ("3 September 2018", "2018-09-03"), ("03 sep 2018", "2018-09-03"), ("3 Sept 2018", "2018-09-03"),
        ("3  SEPTEMBER  2018", "2018-09-03"), ("2018-09-03", "2018-09-03"), ("2018-9-3", "2018-09-03"),
        ("“29 February 2020”", "2020-02-29"), (" 2020-02-29 ", "2020-02-29"), ("1 May 0999", "0999-05-01"),
    ])
    func `a date in words or year first`(_ text: String, _ iso: String) {
        for slashes in [AnswerReader.SlashDates.refused, .dayFirst, .monthFirst] {
            #expect(Self.read(text, .date, [], slashes) == .known(Self.date(iso)))
        }
    }

    @Test func `a date with slashes needs to be told its order`() {
        #expect(Self.read("03/09/2018", .date) == nil)
        #expect(Self.read("03/09/2018", .date, [], .dayFirst) == .known(Self.date("2018-09-03")))
        #expect(Self.read("03/09/2018", .date, [], .monthFirst) == .known(Self.date("2018-03-09")))
        #expect(Self.read("13/09/2018", .date, [], .monthFirst) == nil)
        #expect(Self.read("13/09/2018", .date) == nil)
        #expect(Self.read("2018/09/03", .date, [], .dayFirst) == nil)
        #expect(Self.read("3/9/18", .date, [], .dayFirst) == nil)
        do {
            _ = try AnswerReader(FactType(.date)).read("3/4/2018")
            Issue.record("3/4/2018 was read")
        } catch {
            #expect(error.message == "“3/4/2018” can be read in two ways: 3 April 2018 or 4 March 2018.")
        }
    }

    @Test(arguments: [
        "30 February 2018", "2018-02-29", "31 April 2020", "2018-13-01", "2018-00-10", "2018-13",
        "2018",
        "3 September", "3 September 18", "3rd September 2018", "September 3 2018", "3-9-2018", "03.09.2018",
        "20180903", "43346", "3 Septembre 2018", "today", "yes", "from 1 May 2018",
        "from 2 May 2018 to 1 May 2018",
        "from 1 May 2018 to", "in Maying 2018", "born in 18", "in 0000", "born in 1984 or so", "10000-01-01",
        "-2018-01-01", "from from 1 May 2018 onwards", "£5", "at least", "before", "below 5",
    ])
    func `what is no date is refused`(_ text: String) {
        #expect(Self.read(text, .date) == nil)
    }

    @Test func `a range of days holds both its ends`() {
        func between(_ from: String?, _ to: String?) -> Answer {
            .between(from.map(Self.date), to.map(Self.date))
        }
        let table: [(String, Answer)] = [
            ("from 1 May 2018 to 3 May 2018", between("2018-05-01", "2018-05-03")),
            ("From 2018-05-01 To 2018-05-03", between("2018-05-01", "2018-05-03")),
            ("from 1 May 2018 to 1 May 2018", between("2018-05-01", "2018-05-01")),
            ("from 1 May 2018 onwards", between("2018-05-01", nil)),
            ("on or after 1 May 2018", between("2018-05-01", nil)),
            ("after 1 May 2018", between("2018-05-02", nil)),
            ("before 1 May 2018", between(nil, "2018-04-30")),
            ("on or before 1 May 2018", between(nil, "2018-05-01")),
            ("born in 1984", between("1984-01-01", "1984-12-31")),
            ("in 1984", between("1984-01-01", "1984-12-31")),
            ("in February 2020", between("2020-02-01", "2020-02-29")),
            ("born in feb 2021", between("2021-02-01", "2021-02-28")),
        ]
        for (text, wanted) in table { #expect(Self.read(text, .date) == wanted, "\(text)") }
    }

    /// Months and years as what is known of a day: what EDTF calls reduced precision, and intervals of it.
    @Test func `a month or a year holds all its days, by itself and as an end`() {
        func between(_ from: String?, _ to: String?) -> Answer {
            .between(from.map(Self.date), to.map(Self.date))
        }
        let table: [(String, Answer)] = [
            ("August 1979", between("1979-08-01", "1979-08-31")),
            ("1979-08", between("1979-08-01", "1979-08-31")),
            ("Sept 2018", between("2018-09-01", "2018-09-30")),
            ("2020-02", between("2020-02-01", "2020-02-29")),
            ("1900-02", between("1900-02-01", "1900-02-28")),
            ("from 1964 to 2008", between("1964-01-01", "2008-12-31")),
            ("from 1 February 2004 to February 2005", between("2004-02-01", "2005-02-28")),
            ("from April 1985 onwards", between("1985-04-01", nil)),
            ("from March 2019 to March 2019", between("2019-03-01", "2019-03-31")),
            ("before 2018", between(nil, "2017-12-31")), ("after 2018", between("2019-01-01", nil)),
            ("before March 2019", between(nil, "2019-02-28")),
            ("after March 2019", between("2019-04-01", nil)),
            ("on or before March 2019", between(nil, "2019-03-31")),
            ("on or after 2019-03", between("2019-03-01", nil)),
        ]
        for (text, wanted) in table { #expect(Self.read(text, .date) == wanted, "\(text)") }
        for text in [
            "1984", "2018-13", "2018-0", "2018-1", "18-09", "spring 2018", "early 2018", "1980s", "198X",
            "2018?", "~2018",
            "from June to July 2018", "from 2018", "from 2019 to 2018", "in", "2018-W05",
        ] {
            #expect(Self.read(text, .date) == nil, "\(text)")
        }
    }

    @Test(arguments: [
        ("about 3 March 2019", ValueType.date, "“about 3 March 2019” does not say how far off it may be."),
        ("around March 2019", .date, "“around March 2019” does not say how far off it may be."),
        ("3 months ago", .date, "“3 months ago” depends on the day on which it was said."),
        ("about 3 months ago", .date, "“about 3 months ago” depends on the day on which it was said."),
        ("between March and May 2019", .date, "“between” does not say whether its ends belong to it."),
        ("about £9,000", .money(per: .year), "“about £9,000” does not say how far off it may be."),
        ("between £5 and £6", .money(per: nil), "“between” does not say whether its ends belong to it."),
        ("roughly 4 months", .time, "“roughly 4 months” does not say how far off it may be."),
        ("approx. 16", .hoursPerWeek, "“approx. 16” does not say how far off it may be."),
        ("~16", .number, "“~16” does not say how far off it may be."),
    ])
    func `words that say too little are refused, saying what to write`(
        _ text: String, _ type: ValueType, _ message: String
    ) {
        do {
            _ = try AnswerReader(FactType(type)).read(text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.message == message)
            #expect(error.expected?.contains("`from ") == true)
        }
    }

    @Test func `one of three, and any but one, of the answers of a choice`() {
        let type = ValueType.choice(["red, or so", "green", "blue"])
        #expect(
            Self.read("\"green\", \"blue\" or \"never\"", type, ["never"])
                == .oneOf([.text("green"), .text("blue"), .text("never")]))
        #expect(Self.read("not \"green\"", type) == .oneOf([.text("red, or so"), .text("blue")]))
        #expect(Self.read("not “never”", type, ["never"]) != nil)
        #expect(
            Self.read("\"red, or so\" or \"blue\"", type) == .oneOf([.text("red, or so"), .text("blue")]))
        for text in ["not green", "not \"grey\"", "not \"green\" or \"blue\"", "\"green\", \"blue\"", "not"] {
            #expect(Self.read(text, type) == nil, "\(text)")
        }
    }

    @Test func `lengths in whole units and shares of time`() {
        #expect(Self.read("13 weeks", .weeks) == .known(Self.number("13")))
        #expect(Self.read("13", .weeks) == .known(Self.number("13")))
        #expect(Self.read("1 month", .months) == .known(Self.number("1")))
        #expect(Self.read("above 6 months", .months) == .between(Self.number("7"), nil))
        for text in ["1.5 weeks", "-1", "13 months", "91 days", "£13", "13 weeks a year"] {
            #expect(Self.read(text, .weeks) == nil, "\(text)")
        }
        let share = ValueType.share(of: .week, per: .year)
        for text in ["39", "39 weeks", "39 weeks a year", "39 weeks per year", "39.5 weeks per annum"] {
            #expect(Self.read(text, share) != nil, "\(text)")
        }
        for text in ["39 hours", "39 weeks a month", "39 hours a week", "£39"] {
            #expect(Self.read(text, share) == nil, "\(text)")
        }
        #expect(Self.read("£110 a day", .money(per: .day)) == .known(Self.number("110")))
        #expect(Self.read("£110 daily", .money(per: .day)) == .known(Self.number("110")))
        #expect(Self.read("£110 a day", .money(per: .week)) == nil)
    }

    @Test func `amounts of money in the unit of the fact`() {
        let hour = ValueType.money(per: .hour)
        for text in [
            "£8.72", "8.72", "8.72 an hour", "£8.72 per hour", "GBP 8.72", "£8.72/hour", "8.72 ph", "+8.72",
        ] {
            #expect(Self.read(text, hour) == .known(Self.number("8.72")), "\(text)")
        }
        #expect(Self.read("£13,900 a year", .money(per: .year)) == .known(Self.number("13900")))
        #expect(Self.read("13,900.00 p.a.", .money(per: .year)) == .known(Self.number("13900")))
        #expect(Self.read("-£5", .money(per: nil)) == .known(Self.number("-5")))
        #expect(Self.read("£-5", .money(per: nil)) == .known(Self.number("-5")))
        for text in [
            "£8.72 a year", "8.72 a week", "8.72%", "$8.72", "€8", "8,72", "£", "£ £8", "8.72 £", "eight",
            "8..72",
        ] {
            #expect(Self.read(text, hour) == nil, "\(text)")
        }
        #expect(Self.read("£5 a week", .money(per: nil)) == nil)
        #expect(Self.read("1000000000000", .money(per: nil)) == nil)
        #expect(Self.read("999,999,999,999", .money(per: nil)) != nil)
        #expect(Self.read("0.0000001", .money(per: nil)) == nil)
    }

    @Test func `other amounts and their units`() {
        #expect(Self.read("34 years", .years) == .known(Self.number("34")))
        #expect(Self.read("34 years old", .years) == .known(Self.number("34")))
        #expect(Self.read("34", .years) == .known(Self.number("34")))
        for text in ["34.5", "-1", "34 months", "£34", "thirty", "34%"] {
            #expect(Self.read(text, .years) == nil, "\(text)")
        }
        #expect(Self.read("10%", .percentage) == .known(Self.number("10")))
        #expect(Self.read("10 per cent", .percentage) == .known(Self.number("10")))
        #expect(Self.read("£10", .percentage) == nil)
        #expect(Self.read("37.5 hours per week", .hoursPerWeek) == .known(Self.number("37.5")))
        #expect(Self.read("37.5 hours", .hoursPerWeek) == .known(Self.number("37.5")))
        #expect(Self.read("16 hrs a week", .hoursPerWeek) == .known(Self.number("16")))
        for text in ["16 hours a month", "16 weeks", "£16", "16 hours each"] {
            #expect(Self.read(text, .hoursPerWeek) == nil, "\(text)")
        }
        for text in ["5 apples", "£5", "5%", "5 years"] {
            #expect(Self.read(text, .number) == nil, "\(text)")
        }
    }

    @Test func `ranges of amounts`() {
        let money = ValueType.money(per: nil)
        func between(_ from: String?, _ to: String?) -> Answer {
            .between(from.map(Self.number), to.map(Self.number))
        }
        #expect(Self.read("below £10,000", money) == between(nil, "9999.999999"))
        #expect(Self.read("more than £10", money) == between("10.000001", nil))
        #expect(Self.read("from £5 to £10", money) == between("5", "10"))
        #expect(Self.read("at most 3", .years) == between(nil, "3"))
        #expect(Self.read("below 16", .years) == between(nil, "15"))
        #expect(Self.read("above 16 years", .years) == between("17", nil))
        #expect(Self.read("from £10 to £5", money) == nil)
        #expect(Self.read("from £5 a week to £10", money) == nil)
        #expect(Self.read("in 1984", money) == nil)
        #expect(Self.read("from £5 to £10 to £15", money) == nil)
    }

    @Test func `lengths of time`() {
        func length(_ count: Int, _ unit: String) -> FactValue { .duration(Duration(count, unit)!) }
        #expect(Self.read("14 months", .time) == .known(length(14, "months")))
        #expect(Self.read("2 years", .time) == .known(length(2, "years")))
        #expect(Self.read("at least 2 years", .time) == .between(length(2, "years"), nil))
        #expect(
            Self.read("from 1 year to 14 months", .time) == .between(length(1, "year"), length(14, "months")))
        for text in [
            "14", "months", "14 months ago", "-1 days", "1.5 years", "from 3 weeks to 1 month",
            "2 years 1 month",
        ] {
            #expect(Self.read(text, .time) == nil, "\(text)")
        }
    }

    @Test func `below no days at all is nothing`() { #expect(Self.read("less than 0 days", .time) == nil) }

    @Test func `text is kept as written, without one pair of quotes`() {
        #expect(Self.read("  Asha  Khan ", .text) == .known(.text("Asha  Khan")))
        #expect(Self.read("“O’Neill”", .text) == .known(.text("O’Neill")))
        #expect(Self.read("\"x\" and \"y\"", .text) == .known(.text("\"x\" and \"y\"")))
        #expect(Self.read("from A to B", .text) == .known(.text("from A to B")))
    }

    @Test func `words are compared without case, spacing and the shape of apostrophes and hyphens`() {
        #expect(TextKey.of("  Smith’s   WOOD\n") == "smith's wood")
        #expect(TextKey.of("self‑employed") == TextKey.of("Self-Employed"))
        #expect(TextKey.of("") == "")
        #expect(TextKey.of("a b") != TextKey.of("ab"))
    }
}
