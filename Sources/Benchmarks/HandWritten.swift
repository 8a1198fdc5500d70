import ColumnEvaluation

/// The rules of Connecting Communities as somebody would write them by hand in Swift for speed: one loop, no tables but
/// that of wards, and nothing that could be changed without a programmer. What the columns of the library decide is
/// measured against it, and must be equal to it.
struct HandWritten {
    /// Day numbers of the days on which rates change.
    static let april2019: Int32 = 17_987
    static let april2020: Int32 = 18_353
    static let april2021: Int32 = 18_718
    static let millionths: Int64 = 1_000_000

    /// The date as a number whose digits are year, month and day.
    @inline(__always)
    static func digits(_ day: Int32) -> Int32 {
        // Howard Hinnant, “chrono-compatible low-level date algorithms”.
        let shifted = UInt32(bitPattern: day &+ 719_468)
        let era = shifted / 146_097
        let dayOfEra = shifted &- era &* 146_097
        let yearOfEra = (dayOfEra &- dayOfEra / 1_460 &+ dayOfEra / 36_524 &- dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra &- (365 &* yearOfEra &+ yearOfEra / 4 &- yearOfEra / 100)
        let month = (5 &* dayOfYear &+ 2) / 153
        let dayOfMonth = dayOfYear &- (153 &* month &+ 2) / 5 &+ 1
        let civilMonth = month < 10 ? month &+ 3 : month &- 9
        let year = yearOfEra &+ era &* 400 &+ (civilMonth <= 2 ? 1 : 0)
        return Int32(bitPattern: year &* 10_000 &+ civilMonth &* 100 &+ dayOfMonth)
    }

    /// The National Minimum Wage in pence.
    @inline(__always)
    static func minimumWage(_ date: Int32, _ age: Int32) -> Int64 {
        if date < april2019 { return age < 18 ? 420 : age < 21 ? 590 : age < 25 ? 738 : 783 }
        if date < april2020 { return age < 18 ? 435 : age < 21 ? 615 : age < 25 ? 770 : 821 }
        if date < april2021 { return age < 18 ? 455 : age < 21 ? 645 : age < 25 ? 820 : 872 }
        return age < 18 ? 462 : age < 21 ? 656 : age < 23 ? 836 : 891
    }

    /// Columns as the library takes them; work status counts from “out of work”.
    struct People {
        var dates: [Int32]
        var births: [Int32]
        var statuses: [UInt8]
        var outOfWork: [Int32]
        var yearlyPay: [Int64]
        var hourlyPay: [Int64]
        var places: [[UInt16]]
    }

    static func decide(_ people: People, _ lotsOfPlace: [UInt64], into decisions: inout ColumnDecisions) {
        decide(
            people, lotsOfPlace, &decisions.outcomes, &decisions.cohorts, &decisions.failed, &decisions.lots)
    }

    private static func decide(
        _ people: People, _ lotsOfPlace: [UInt64], _ outcomes: inout [UInt8], _ cohorts: inout [Int8],
        _ failedFound: inout [UInt64], _ lotsFound: inout [UInt64]
    ) {
        let (atHome, atWork, atWorship) = (people.places[0], people.places[1], people.places[2])
        let (ofFamily, ofSchool, ofOther) = (people.places[3], people.places[4], people.places[5])
        let (home, work, worship) = (atHome.span, atWork.span, atWorship.span)
        let (family, school, other) = (ofFamily.span, ofSchool.span, ofOther.span)
        let (dates, births, statuses) = (people.dates.span, people.births.span, people.statuses.span)
        let (outOfWork, yearlyPay, hourlyPay) = (
            people.outOfWork.span, people.yearlyPay.span, people.hourlyPay.span
        )
        let lotsOfPlace = lotsOfPlace.span
        var outcomes = outcomes.mutableSpan
        var cohorts = cohorts.mutableSpan
        var failedFound = failedFound.mutableSpan
        var lotsFound = lotsFound.mutableSpan
        for row in dates.indices {
            let today = digits(dates[row])
            let age = (today - digits(births[row])) / 10_000
            let isAtWork = statuses[row] != 0
            let living = lotsOfPlace[Int(home[row])]
            let listed =
                living | lotsOfPlace[Int(work[row])] | lotsOfPlace[Int(worship[row])]
                | lotsOfPlace[Int(family[row])] | lotsOfPlace[Int(school[row])]
            let reached = listed | lotsOfPlace[Int(other[row])]
            let isPaidLittle =
                yearlyPay[row] < 13_900 * millionths
                || hourlyPay[row] < minimumWage(dates[row], age) * (millionths / 100)
            var failed: UInt64 = age >= 16 ? 0 : 1
            if isAtWork && !isPaidLittle { failed |= 4 }
            // Lots with a listed tie come before those with another; each condition but the tie is alike for all.
            var lots = reached
            var outcome: UInt8 = 0
            if failed & 1 == 0 {
                if listed != 0 {
                    outcome = failed == 0 ? 2 : 1
                    if outcome == 2 { lots = listed }
                } else if reached != 0 {
                    outcome = 1
                }
            }
            if listed == 0 { failed |= 2 }
            var cohort: Int8 = 3
            if !isAtWork {
                let years = (today - digits(outOfWork[row])) / 10_000
                cohort = years >= 2 ? 0 : years >= 1 ? 1 : 2
            }
            outcomes[row] = outcome
            lotsFound[row] = lots
            failedFound[row] = failed
            cohorts[row] = cohort
        }
    }
}
