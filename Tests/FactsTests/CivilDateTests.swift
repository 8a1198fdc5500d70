import Facts
import Foundation
import TestSupport
import Testing

struct CivilDateTests {
    @Test func `there are no other days than those of the months`() {
        for year in [-1, 0, 1, 4, 100, 400, 1_900, 2_000, 2_023, 2_024, 9_999, 10_000] {
            for month in -1...14 {
                for day in -1...33 {
                    let isDay =
                        (1...9_999).contains(year) && (1...12).contains(month) && day >= 1
                        && day <= CivilDate.daysInMonth(year: year, month: month)
                    let found = CivilDate(year: year, month: month, day: day)
                    #expect((found != nil) == isDay, "\(year)-\(month)-\(day)")
                    if let parts = found?.components { #expect(parts == (year, month, day)) }
                }
            }
        }
    }

    @Test func `every day from 1900 to 2100 is the next one after the day before`() throws {
        let first = try #require(NaiveCalendar.number(1900, 1, 1))
        let last = try #require(NaiveCalendar.number(2100, 12, 31))
        var wrong: [Int] = []
        for number in first...last {
            let day = NaiveCalendar.day(number)
            let date = CivilDate(clamping: number)
            let parts = date.components
            if parts != (day.year, day.month, day.day) || Int(date.dayNumber) != number
                || CivilDate(year: day.year, month: day.month, day: day.day) != date
                || CivilDate(iso: date.iso) != date
            {
                wrong.append(number)
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(last - first + 1 == 201 * 365 + 49)
    }

    @Test func `every day there is follows the day before, from the first to the last`() {
        var (year, month, day) = (1, 1, 1)
        var wrong: [Int] = []
        for number in Int(CivilDate.earliest.dayNumber)...Int(CivilDate.latest.dayNumber) {
            let date = CivilDate(clamping: number)
            if date.components != (year, month, day)
                || CivilDate(year: year, month: month, day: day) != date
            {
                wrong.append(number)
            }
            day += 1
            if day > CivilDate.daysInMonth(year: year, month: month) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect((year, month, day) == (10_000, 1, 1))
    }

    @Test func `days that do not exist are refused`() {
        for (year, month, day) in [
            (1900, 2, 29), (2100, 2, 29), (2021, 2, 29), (2021, 4, 31), (2021, 0, 1), (2021, 13, 1),
            (2021, 1, 0),
            (2021, 1, 32), (0, 1, 1), (10_000, 1, 1), (-1, 1, 1), (2021, Int.max, 1), (Int.min, 1, 1),
        ] {
            #expect(CivilDate(year: year, month: month, day: day) == nil, "\(year)-\(month)-\(day)")
        }
        #expect(CivilDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CivilDate(year: 2020, month: 2, day: 29) != nil)
    }

    @Test func `the calendar begins on 1 January of the year 1 and ends on 31 December 9999`() {
        #expect(CivilDate.earliest.components == (1, 1, 1))
        #expect(CivilDate.latest.components == (9999, 12, 31))
        #expect(CivilDate(year: 1, month: 1, day: 1) == .earliest)
        #expect(CivilDate(year: 9999, month: 12, day: 31) == .latest)
        #expect(CivilDate.earliest.iso == "0001-01-01")
        #expect(CivilDate.earliest.adding(days: -1) == .earliest)
        #expect(CivilDate.latest.adding(days: 1) == .latest)
        #expect(CivilDate.latest.adding(days: .max) == .latest)
        #expect(CivilDate.latest.adding(days: .min) == .earliest)
        #expect(CivilDate(clamping: .max) == .latest)
        #expect(CivilDate(clamping: .min) == .earliest)
        // 400 years are 146,097 days, whichever 400 they are.
        for year in [1, 400, 1970, 9599] {
            let one = CivilDate(year: year, month: 3, day: 1)!
            let other = CivilDate(year: year + 400, month: 3, day: 1)!
            #expect(other.dayNumber - one.dayNumber == 146_097)
        }
    }

    @Test func `only the ISO form is read as ISO`() {
        #expect(CivilDate(iso: "2018-09-03")?.description == "3 September 2018")
        for text in [
            "2018-9-03", "18-09-03", "2018-09-3", "2018/09/03", "2018-09-03 ", " 2018-09-03", "2018-09-31",
            "",
            "2018-09", "2018-09-03-01", "+018-09-03", "2018-0a-03", "２０１８-09-03", "20180903", "0000-01-01",
        ] {
            #expect(CivilDate(iso: text) == nil, "\(text)")
        }
    }

    @Test func `dates are written and read again as JSON`() throws {
        let date = CivilDate(year: 2020, month: 2, day: 29)!
        let bytes = try JSONEncoder().encode([date])
        #expect(String(decoding: bytes, as: UTF8.self) == "[\"2020-02-29\"]")
        #expect(try JSONDecoder().decode([CivilDate].self, from: bytes) == [date])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([CivilDate].self, from: Data("[\"2021-02-29\"]".utf8))
        }
    }

    @Test func `months are known by their names and first three letters`() {
        for (index, name) in NaiveCalendar.months.enumerated() {
            #expect(CivilDate.month(named: name) == index + 1)
            #expect(CivilDate.month(named: name.uppercased()) == index + 1)
            #expect(CivilDate.month(named: String(name.prefix(3))) == index + 1)
        }
        #expect(CivilDate.month(named: "Sept") == 9)
        for name in ["", "J", "Ju", "Janu", "Septem", "Maybe", "12"] {
            #expect(CivilDate.month(named: name) == nil, "\(name)")
        }
    }
}
