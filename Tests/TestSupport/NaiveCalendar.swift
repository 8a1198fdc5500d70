/// A calendar made by walking day after day from 1 January 1970, with nothing clever in it.
///
/// Days have the same numbers as in the product: 1 January 1970 is 0.
package enum NaiveCalendar {
    package struct Day: Hashable, Sendable {
        package var year, month, day: Int

        package init(year: Int, month: Int, day: Int) {
            (self.year, self.month, self.day) = (year, month, day)
        }
    }

    package static func length(_ year: Int, _ month: Int) -> Int {
        if month == 2 {
            if year % 400 == 0 { return 29 }
            if year % 100 == 0 { return 28 }
            return year % 4 == 0 ? 29 : 28
        }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    private static let table: (first: Int, days: [Day], numbers: [Day: Int]) = {
        var first = 0
        var start = Day(year: 1970, month: 1, day: 1)
        while start.year > 1880 {
            start = Day(year: start.year - 1, month: 1, day: 1)
            for month in 1...12 { first -= length(start.year, month) }
        }
        var days: [Day] = []
        var numbers: [Day: Int] = [:]
        var here = start
        while here.year < 2150 {
            numbers[here] = first + days.count
            days.append(here)
            here.day += 1
            if here.day > length(here.year, here.month) { (here.month, here.day) = (here.month + 1, 1) }
            if here.month > 12 { (here.year, here.month) = (here.year + 1, 1) }
        }
        return (first, days, numbers)
    }()

    package static func day(_ number: Int) -> Day { table.days[number - table.first] }

    package static func number(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        table.numbers[Day(year: year, month: month, day: day)]
    }

    /// Steps month by month; where the day is missing, the last day of the month or the first of the next.
    package static func adding(months: Int, to number: Int, lastDay: Bool) -> Int {
        let start = day(number)
        var (year, month) = (start.year, start.month)
        for _ in 0..<abs(months) {
            month += months > 0 ? 1 : -1
            if month == 13 { (year, month) = (year + 1, 1) }
            if month == 0 { (year, month) = (year - 1, 12) }
        }
        if let exact = self.number(year, month, start.day) { return exact }
        let last = self.number(year, month, length(year, month)) ?? 0
        return lastDay ? last : last + 1
    }

    /// The number of birthdays had, counted one by one; before birth below zero.
    package static func age(born birth: Int, on date: Int, lastDay: Bool) -> Int {
        var age = day(date).year - day(birth).year + 1
        while adding(months: age * 12, to: birth, lastDay: lastDay) > date { age -= 1 }
        return age
    }

    package static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    package static func text(_ number: Int) -> String {
        let day = day(number)
        return "\(day.day) \(months[day.month - 1]) \(day.year)"
    }
}
