// swift-format-ignore-file
// Made by `wardwise document --swift` from rules e32328db5a7d. Make it again rather than change it.

import Eligibility

/// What is known of one person, for “Connecting Communities”. A fact that was not asked for is nil.
public struct ConnectingCommunitiesForm: Sendable, Hashable {
    /// The start date, on which the person is judged.
    public var startDate: CivilDate
    /// What is your first name?
    public var firstName: Given<String>?
    /// What is your surname?
    public var surname: Given<String>?
    /// What is your date of birth?
    public var dateOfBirth: Given<CivilDate>?
    /// Are you in paid work?
    public var workStatus: Given<WorkStatus>?
    /// What was your first day without paid work?
    public var firstDayOutOfWork: Given<FirstDayOutOfWork>?
    /// How much are you paid a year, before tax?
    public var yearlyPay: Given<Rational>?
    /// How much are you paid an hour, before tax?
    public var hourlyPay: Given<HourlyPay>?
    /// Are you an apprentice in the first year of your apprenticeship?
    public var apprenticeInTheFirstYear: Given<Bool>?
    /// What was the first day in the new job?
    public var jobStart: Given<CivilDate>?
    /// What is the last day on which the person is known to have been in that job?
    public var lastDayWorked: Given<CivilDate>?
    /// How much was the person paid an hour before the change, before tax?
    public var oldHourlyPay: Given<Rational>?
    /// How much is the person paid an hour after the change, before tax?
    public var newHourlyPay: Given<Rational>?
    /// How many hours a week did the person work before the change?
    public var oldWeeklyHours: Given<Rational>?
    /// How many hours a week does the person work after the change?
    public var newWeeklyHours: Given<Rational>?
    /// How much was the person paid a week before the change, before tax?
    public var oldWeeklyPay: Given<Rational>?
    /// How much is the person paid a week after the change, before tax?
    public var newWeeklyPay: Given<Rational>?
    /// What does this month's activity come to?
    public var claimThisMonth: Given<Rational>?
    /// What is the provider's average monthly claim?
    public var averageClaim: Given<Rational>?
    /// Places of “home”.
    public var home: Given<FormPlaces>?
    /// Places of “work”.
    public var work: Given<FormPlaces>?
    /// Places of “worship”.
    public var worship: Given<FormPlaces>?
    /// Places of “family”.
    public var family: Given<FormPlaces>?
    /// Places of “school”.
    public var school: Given<FormPlaces>?
    /// Places of “other tie”.
    public var otherTie: Given<FormPlaces>?

    /// A person of whom only the start date is known.
    public init(startDate: CivilDate) { self.startDate = startDate }

    /// The facts by name, for `Assessor.person`.
    public var facts: [(name: String, value: String)] {
        var facts = [(name: "start date", value: startDate.formText)]
        if let firstName { facts.append(("first name", firstName.text)) }
        if let surname { facts.append(("surname", surname.text)) }
        if let dateOfBirth { facts.append(("date of birth", dateOfBirth.text)) }
        if let workStatus { facts.append(("work status", workStatus.text)) }
        if let firstDayOutOfWork { facts.append(("first day out of work", firstDayOutOfWork.text)) }
        if let yearlyPay { facts.append(("yearly pay", yearlyPay.text)) }
        if let hourlyPay { facts.append(("hourly pay", hourlyPay.text)) }
        if let apprenticeInTheFirstYear { facts.append(("apprentice in the first year", apprenticeInTheFirstYear.text)) }
        if let jobStart { facts.append(("job start", jobStart.text)) }
        if let lastDayWorked { facts.append(("last day worked", lastDayWorked.text)) }
        if let oldHourlyPay { facts.append(("old hourly pay", oldHourlyPay.text)) }
        if let newHourlyPay { facts.append(("new hourly pay", newHourlyPay.text)) }
        if let oldWeeklyHours { facts.append(("old weekly hours", oldWeeklyHours.text)) }
        if let newWeeklyHours { facts.append(("new weekly hours", newWeeklyHours.text)) }
        if let oldWeeklyPay { facts.append(("old weekly pay", oldWeeklyPay.text)) }
        if let newWeeklyPay { facts.append(("new weekly pay", newWeeklyPay.text)) }
        if let claimThisMonth { facts.append(("claim this month", claimThisMonth.text)) }
        if let averageClaim { facts.append(("average claim", averageClaim.text)) }
        if let home { facts.append(("home", home.text)) }
        if let work { facts.append(("work", work.text)) }
        if let worship { facts.append(("worship", worship.text)) }
        if let family { facts.append(("family", family.text)) }
        if let school { facts.append(("school", school.text)) }
        if let otherTie { facts.append(("other tie", otherTie.text)) }
        return facts
    }

    /// Answers to “WorkStatus”.
    public enum WorkStatus: String, FormValue, CaseIterable {
        case outOfWork = "out of work"
        case employed = "employed"
        case selfEmployed = "self-employed"
        case zeroHours = "zero hours"
        case furloughed = "furloughed"

        /// The answer as the rules have it.
        public var formText: String { rawValue }
    }

    /// Answers to “FirstDayOutOfWork”.
    public enum FirstDayOutOfWork: FormValue {
        case value(CivilDate)
        case neverWorked

        /// The words that lists take.
        public var formText: String {
            switch self {
            case .value(let value): value.formText
            case .neverWorked: "never worked"
            }
        }
    }

    /// Answers to “HourlyPay”.
    public enum HourlyPay: FormValue {
        case value(Rational)
        case `none`

        /// The words that lists take.
        public var formText: String {
            switch self {
            case .value(let value): value.formText
            case .`none`: "none"
            }
        }
    }
}
