import Facts
import TestSupport
import Testing

/// Sums of dates against a calendar walked day after day, from every day of 1900 to 2100, and against what others have
/// settled or decided.
struct DateArithmeticTests {
    private static let settings: [CalendarRules] = [
        CalendarRules(shortMonths: .lastDay, leapBirthdays: .firstOfNext),
        CalendarRules(shortMonths: .firstOfNext, leapBirthdays: .lastDay),
    ]

    private static func days(_ years: ClosedRange<Int>) -> Range<Int> {
        (NaiveCalendar.number(years.lowerBound, 1, 1) ?? 0)..<(NaiveCalendar.number(
            years.upperBound + 1, 1, 1) ?? 0)
    }

    private func date(_ number: Int) -> CivilDate { CivilDate(clamping: number) }

    @Test(arguments: settings) func `months and years later, from every day`(_ rules: CalendarRules) {
        var wrong: [String] = []
        for start in Self.days(1900...2100) {
            for months in [-13, -1, 1, 2, 6, 11, 12, 13, 24, 48, 60] {
                let wanted = NaiveCalendar.adding(
                    months: months, to: start, lastDay: rules.shortMonths == .lastDay)
                if rules.adding(months: months, to: date(start)) != date(wanted) {
                    wrong.append("\(date(start)), \(months) months")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    @Test(arguments: settings)
    func `a length of time from every day has passed on the day it is complete and no sooner`(
        _ rules: CalendarRules
    ) {
        let lengths = [
            (1, "day"), (10, "days"), (1, "week"), (13, "weeks"), (1, "month"), (6, "months"), (1, "year"),
            (2, "years"),
        ]
        .compactMap { Duration($0.0, $0.1) }
        #expect(lengths.count == 8)
        var wrong: [String] = []
        for start in Self.days(1900...2100) {
            let from = date(start)
            for length in lengths {
                let due =
                    length.unit == .days
                    ? start + length.count
                    : NaiveCalendar.adding(
                        months: length.count, to: start, lastDay: rules.shortMonths == .lastDay)
                if !rules.hasPassed(length, from: from, to: date(due))
                    || rules.hasPassed(length, from: from, to: date(due - 1))
                {
                    wrong.append("\(length.words) from \(from)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    @Test(arguments: settings) func `an age goes up on each birthday and on no other day`(
        _ rules: CalendarRules
    ) {
        var wrong: [String] = []
        for birth in Self.days(1900...2060) {
            let born = date(birth)
            let day = NaiveCalendar.day(birth)
            // 29 February is kept where the rules say.
            for years in [1, 4, 16, 18, 25, 39] {
                let year = day.year + years
                let other = rules.leapBirthdays == .lastDay ? (2, 28) : (3, 1)
                let birthday =
                    NaiveCalendar.number(year, day.month, day.day)
                    ?? NaiveCalendar.number(year, other.0, other.1)
                guard let number = birthday else { continue }
                if rules.age(from: born, on: date(number)) != years
                    || rules.age(from: born, on: date(number - 1)) != years - 1
                {
                    wrong.append("\(years) years from \(born)")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    @Test(arguments: settings) func `every day is so many years, months and days after every other`(
        _ rules: CalendarRules
    ) {
        var wrong: [String] = []
        let first = Self.days(1999...2000)
        for start in first {
            for end in stride(from: start, to: first.lowerBound + 1_900, by: 37) {
                let span = rules.span(from: date(start), to: date(end))
                let months = span.years * 12 + span.months
                let lastDay = rules.shortMonths == .lastDay
                let whole = NaiveCalendar.adding(months: months, to: start, lastDay: lastDay)
                let more = NaiveCalendar.adding(months: months + 1, to: start, lastDay: lastDay)
                if whole + span.days != end || more <= end || span.months > 11 || span.days < 0 {
                    wrong.append("\(date(start)) to \(date(end))")
                }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
    }

    // MARK: What others have settled

    /// Sums that date libraries agree on when a short month counts to its last day.
    @Test(arguments: [
        ("2003-01-27", 1, "2003-02-27"), ("2003-01-31", 1, "2003-02-28"), ("2003-01-31", 2, "2003-03-31"),
        ("2000-02-28", 12, "2001-02-28"), ("2000-02-29", 12, "2001-02-28"), ("1999-02-28", 12, "2000-02-28"),
        ("1999-03-01", 12, "2000-03-01"), ("2001-02-28", -12, "2000-02-28"),
        ("2001-03-01", -12, "2000-03-01"),
        ("2003-12-01", 13, "2005-01-01"), ("2003-01-01", -2, "2002-11-01"), ("2002-01-31", 1, "2002-02-28"),
        ("2004-05-31", 1, "2004-06-30"), ("2004-05-31", 2, "2004-07-31"), ("2024-01-31", 1, "2024-02-29"),
        ("2024-01-31", 3, "2024-04-30"), ("2010-06-19", 3, "2010-09-19"), ("2008-02-29", 48, "2012-02-29"),
        ("1900-01-31", 1, "1900-02-28"), ("2000-01-31", 1, "2000-02-29"), ("2096-02-29", 48, "2100-02-28"),
    ])
    func `months added as libraries add them`(_ start: String, _ months: Int, _ end: String) throws {
        let from = try #require(CivilDate(iso: start))
        #expect(CalendarRules(shortMonths: .lastDay).adding(months: months, to: from).iso == end)
    }

    /// A month of notice ends on the day of the same number: from 30 September four months run to 30 January and not
    /// to its last day (House of Lords in Dodds v Walker, 1981).
    @Test func `months run to the day of the same number, however long the months`() throws {
        let notice = try #require(CivilDate(iso: "1978-09-30"))
        for rules in Self.settings { #expect(rules.adding(months: 4, to: notice).iso == "1979-01-30") }
        // Where there is no such day the rules have to say: the last day of the month, or the first of the next.
        for start in ["2021-01-28", "2021-01-29", "2021-01-30", "2021-01-31"] {
            let from = try #require(CivilDate(iso: start))
            #expect(CalendarRules(shortMonths: .lastDay).adding(months: 1, to: from).iso == "2021-02-28")
            #expect(
                CalendarRules(shortMonths: .firstOfNext).adding(months: 1, to: from).iso
                    == (start.hasSuffix("28") ? "2021-02-28" : "2021-03-01"))
        }
    }

    @Test func `somebody born on 5 April 1978 was 25 years, 5 months and 12 days old on 17 September 2003`()
        throws
    {
        let birth = try #require(CivilDate(iso: "1978-04-05"))
        let day = try #require(CivilDate(iso: "2003-09-17"))
        for rules in Self.settings {
            #expect(rules.span(from: birth, to: day) == (25, 5, 12))
            #expect(rules.age(from: birth, on: day) == 25)
        }
    }
}
