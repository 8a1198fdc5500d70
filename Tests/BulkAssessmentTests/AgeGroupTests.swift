import Facts
import RuleEvaluation
import RuleTestSupport
import Testing

@testable import BulkAssessment

/// People by age, against counting birthdays by hand.
@Suite struct AgeGroupTests {
    /// The age by the figures of two dates, of people whose birthday is 1 March where 29 February is none.
    private static func age(_ birth: CivilDate, _ date: CivilDate) -> Int {
        let (one, other) = (birth.components, date.components)
        let hadBirthday = (other.month, other.day) >= (one.month, one.day)
        return other.year - one.year - (hadBirthday ? 0 : 1)
    }

    private static func group(_ age: Int) -> String {
        age < 16 ? "under 16" : age < 25 ? "16 to 24" : age < 50 ? "25 to 49" : "50 and over"
    }

    private static func born(_ from: CivilDate, _ to: CivilDate) -> FactSet {
        FactSet(options: 0, low: Int64(from.dayNumber), high: Int64(to.dayNumber))
    }

    private func ages() throws -> AgeGroups {
        try #require(AgeGroups(SmallProgramme.assessor().book.rules))
    }

    @Test func `everybody is in the group of their age, on birthdays and the days beside them`() throws {
        let ages = try ages()
        #expect(ages.name == "date of birth")
        var random = SeededRandom(seed: .printed())
        for _ in 0..<2_000 {
            let date = CivilDate.earliest.adding(days: random.number(710_000...760_000))
            let day = ages.day(date)
            let year = date.components.year - random.pick([0, 15, 16, 17, 24, 25, 26, 49, 50, 51, 90])
            let birthday =
                CivilDate(year: year, month: date.components.month, day: date.components.day)
                ?? date.adding(days: -5_844)
            for shift in [-1, 0, 1, random.number(-400...400)] {
                let birth = birthday.adding(days: shift)
                let found = AgeGroups.titles[AgeGroups.group(Self.born(birth, birth), on: day)]
                #expect(found == Self.group(Self.age(birth, date)), "\(birth) on \(date)")
            }
        }
    }

    @Test func `people born on 29 February are a year older on 1 March`() throws {
        let ages = try ages()
        let birth = try #require(CivilDate(year: 2004, month: 2, day: 29))
        for (day, group) in [(28, "under 16"), (29, "16 to 24")] {
            let date = try #require(CivilDate(year: 2020, month: 2, day: day))
            #expect(AgeGroups.titles[AgeGroups.group(Self.born(birth, birth), on: ages.day(date))] == group)
        }
        for (month, day, group) in [(2, 28, "16 to 24"), (3, 1, "25 to 49")] {
            let date = try #require(CivilDate(year: 2029, month: month, day: day))
            #expect(AgeGroups.titles[AgeGroups.group(Self.born(birth, birth), on: ages.day(date))] == group)
        }
    }

    @Test func `a range of birthdays has a group only when all of it has`() throws {
        let ages = try ages()
        let date = try #require(CivilDate(year: 2019, month: 9, day: 3))
        let day = ages.day(date)
        func group(_ from: Int, _ to: Int) throws -> String {
            let low = try #require(CivilDate(year: from, month: 1, day: 1))
            let high = try #require(CivilDate(year: to, month: 1, day: 1))
            return AgeGroups.titles[AgeGroups.group(Self.born(low, high), on: day)]
        }
        #expect(try group(1980, 1985) == "25 to 49")
        #expect(try group(1960, 1985) == "not known")
        #expect(AgeGroups.titles[AgeGroups.group(FactSet(options: 4), on: day)] == "not known")
    }

    @Test func `an age that is given limits what the date of birth leaves open`() throws {
        let ages = try ages()
        let day = ages.day(try #require(CivilDate(year: 2019, month: 9, day: 3)))
        let any = Self.born(.earliest, .latest)
        func group(_ answer: Answer?) -> String {
            AgeGroups.titles[ages.group(any, given: { _ in answer }, on: day)]
        }
        #expect(group(.known(.number(Rational(50)))) == "50 and over")
        #expect(group(.known(.number(Rational(15)))) == "under 16")
        #expect(group(.between(.number(Rational(16)), .number(Rational(24)))) == "16 to 24")
        #expect(group(.between(.number(Rational(16)), nil)) == "not known")
        #expect(group(.between(.number(Rational(50)), nil)) == "50 and over")
        #expect(group(nil) == "not known")
    }
}
