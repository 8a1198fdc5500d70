import Facts
import TestSupport
import Testing

struct CalendarRulesTests {
    private static let settings: [(rules: CalendarRules, lastDay: Bool, birthdayLastDay: Bool)] = [
        (CalendarRules(shortMonths: .lastDay, leapBirthdays: .lastDay), true, true),
        (CalendarRules(shortMonths: .lastDay, leapBirthdays: .firstOfNext), true, false),
        (CalendarRules(shortMonths: .firstOfNext, leapBirthdays: .lastDay), false, true),
        (CalendarRules(shortMonths: .firstOfNext, leapBirthdays: .firstOfNext), false, false),
    ]

    /// Every day of years around leap years, and around 1900 and 2100, which are none.
    private static let starts: [Int] = {
        let years = [1899...1900, 1999...2000, 2019...2021, 2099...2100]
        return years.flatMap { years in
            (NaiveCalendar.number(years.lowerBound, 1, 1) ?? 0)..<(NaiveCalendar.number(
                years.upperBound + 1, 1, 1) ?? 0)
        }
    }()

    private func date(_ number: Int) -> CivilDate { CivilDate(clamping: number) }

    @Test func `months added land where stepping month by month lands`() {
        for (rules, lastDay, _) in Self.settings where rules.leapBirthdays == .lastDay {
            var wrong: [String] = []
            for start in Self.starts {
                for months in [-121, -48, -13, -12, -1, 0, 1, 2, 11, 12, 13, 24, 36, 48, 120] {
                    let wanted = NaiveCalendar.adding(months: months, to: start, lastDay: lastDay)
                    if Int(rules.adding(months: months, to: date(start)).dayNumber) != wanted {
                        wrong.append("\(date(start)) and \(months) months")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        }
    }

    @Test func `a duration has passed on the day it is complete and not the day before`() {
        let lengths: [Duration] = [
            (1, "day"), (3, "weeks"), (1, "month"), (11, "months"), (1, "year"), (2, "years"),
        ]
        .map { Duration($0.0, $0.1)! }
        for (rules, lastDay, _) in Self.settings where rules.leapBirthdays == .lastDay {
            var wrong: [String] = []
            for start in Self.starts.filter({ $0 % 3 != 1 }) {
                for length in lengths {
                    let due =
                        length.unit == .days
                        ? start + length.count
                        : NaiveCalendar.adding(months: length.count, to: start, lastDay: lastDay)
                    for end in due - 2...due + 2
                    where rules.hasPassed(length, from: date(start), to: date(end)) != (end >= due) {
                        wrong.append("\(length.words) from \(date(start)) to \(date(end))")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        }
    }

    @Test func `an age is the number of birthdays had`() {
        for (rules, _, birthdayLastDay) in Self.settings {
            var wrong: [String] = []
            for birth in Self.starts where NaiveCalendar.day(birth).month <= 3 {
                for years in [0, 1, 3, 4, 16, 25, 39] {
                    let around = NaiveCalendar.adding(months: 12 * years, to: birth, lastDay: true)
                    for day in around - 2...around + 2 {
                        let wanted = NaiveCalendar.age(born: birth, on: day, lastDay: birthdayLastDay)
                        if rules.age(from: date(birth), on: date(day)) != wanted {
                            wrong.append("born \(date(birth)) on \(date(day))")
                        }
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        }
    }

    @Test func `a year out of work since 29 February 2020 is complete on 1 March 2021`() {
        let start = CivilDate(year: 2020, month: 2, day: 29)!
        let year = Duration(1, "year")!
        let next = CivilDate(year: 2021, month: 3, day: 1)!
        let last = CivilDate(year: 2021, month: 2, day: 28)!
        let first = CalendarRules(shortMonths: .firstOfNext)
        #expect(first.hasPassed(year, from: start, to: next))
        #expect(!first.hasPassed(year, from: start, to: last))
        #expect(CalendarRules(shortMonths: .lastDay).hasPassed(year, from: start, to: last))
    }

    @Test func `a birthday on 29 February falls where the rules say`() {
        let birth = CivilDate(year: 2004, month: 2, day: 29)!
        let rules = CalendarRules(shortMonths: .lastDay, leapBirthdays: .firstOfNext)
        #expect(rules.age(from: birth, on: CivilDate(year: 2021, month: 2, day: 28)!) == 16)
        #expect(rules.age(from: birth, on: CivilDate(year: 2021, month: 3, day: 1)!) == 17)
        let other = CalendarRules(shortMonths: .firstOfNext, leapBirthdays: .lastDay)
        #expect(other.age(from: birth, on: CivilDate(year: 2021, month: 2, day: 28)!) == 17)
        #expect(other.age(from: birth, on: CivilDate(year: 2024, month: 2, day: 28)!) == 19)
        #expect(other.age(from: birth, on: CivilDate(year: 2024, month: 2, day: 29)!) == 20)
    }

    @Test func `somebody not yet born has an age below zero`() {
        let rules = CalendarRules()
        let birth = CivilDate(year: 2020, month: 6, day: 1)!
        #expect(rules.age(from: birth, on: birth) == 0)
        #expect(rules.age(from: birth, on: birth.adding(days: -1)) == -1)
        #expect(rules.age(from: birth, on: CivilDate(year: 2019, month: 6, day: 1)!) == -1)
        #expect(rules.age(from: birth, on: CivilDate(year: 2019, month: 5, day: 31)!) == -2)
    }

    @Test func `a later start never lands on an earlier day`() {
        for (rules, _, _) in Self.settings {
            for months in [-49, -12, -1, 0, 1, 6, 12, 48, 1_200] {
                let ends = Self.starts.map { (start: $0, end: rules.adding(months: months, to: date($0))) }
                let falls = zip(ends, ends.dropFirst()).filter { $0.end > $1.end }
                #expect(falls.isEmpty, "\(months) months")
            }
        }
    }

    @Test func `sums that leave the calendar stop at its ends`() {
        let rules = CalendarRules()
        #expect(rules.adding(months: 1, to: .latest) == .latest)
        #expect(rules.adding(months: -1, to: .earliest) == .earliest)
        #expect(rules.adding(months: .max, to: .earliest) == .latest)
        #expect(rules.adding(months: .min, to: .latest) == .earliest)
        #expect(rules.adding(months: 9_998 * 12, to: .earliest) == CivilDate(year: 9999, month: 1, day: 1))
        #expect(rules.adding(months: 9_999 * 12, to: .earliest) == .latest)
        #expect(rules.age(from: .earliest, on: .latest) == 9_998)
    }

    @Test(arguments: [28, 29, 30, 31])
    func `a span up to the last day there is ends`(day: Int) throws {
        let start = try #require(CivilDate(year: 9998, month: 12, day: day))
        for (rules, _, _) in Self.settings {
            let span = rules.span(from: start, to: .latest)
            #expect((span.years, span.months, span.days) == (1, 0, 31 - day))
        }
    }

    @Test func `a span is years, then months, then days that make up the whole`() {
        for (rules, _, _) in Self.settings {
            var wrong: [String] = []
            for start in Self.starts.filter({ $0 % 7 == 0 }) {
                for length in [0, 1, 27, 28, 29, 30, 31, 59, 364, 365, 366, 730, 1_460, 1_461] {
                    let (from, to) = (date(start), date(start + length))
                    let span = rules.span(from: from, to: to)
                    let months = rules.adding(months: span.years * 12 + span.months, to: from)
                    let isWhole = months.adding(days: span.days) == to
                    let next = rules.adding(months: span.years * 12 + span.months + 1, to: from)
                    if !isWhole || next <= to || !(0...11).contains(span.months) || span.days < 0 {
                        wrong.append("\(from) to \(to): \(span)")
                    }
                }
            }
            #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        }
    }

    @Test func `durations are counts of days or of months`() throws {
        #expect(Duration(2, "weeks")?.count == 14)
        #expect(Duration(2, "Years")?.count == 24)
        #expect(Duration(2, "Years")?.words == "2 years")
        #expect(Duration(1, "day")?.unit == .days)
        for (count, unit) in [(-1, "days"), (4_000_001, "days"), (1, "fortnight"), (1, ""), (.max, "years")] {
            #expect(Duration(count, unit) == nil)
        }
    }
}
