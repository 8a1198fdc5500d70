import Diagnostics
import Facts
import Postcodes
import RuleEvaluation

/// What became of a list, in numbers. Every row that was read is decided, rejected or empty.
public struct Summary: Sendable, Hashable, Codable {
    /// Rows, empty lines among them.
    public struct Rows: Sendable, Hashable, Codable {
        /// All of them: always the sum of the others.
        public var read = 0
        /// Rows with a decision.
        public var decided = 0
        /// Rows with something wrong.
        public var rejected = 0
        /// Rows and lines with nothing in them.
        public var empty = 0

        /// Counts of rows.
        public init(read: Int = 0, decided: Int = 0, rejected: Int = 0, empty: Int = 0) {
            self.read = read
            self.decided = decided
            self.rejected = rejected
            self.empty = empty
        }
    }

    /// People by outcome.
    public struct Outcomes: Sendable, Hashable, Codable {
        /// People who may join.
        public private(set) var eligible = 0
        /// People an adviser decides about.
        public private(set) var refer = 0
        /// People of whom too little is known.
        public private(set) var needsInformation = 0
        /// People who may not join.
        public private(set) var notEligible = 0
        /// All of them.
        public private(set) var people = 0

        /// Counts of people.
        public init(eligible: Int = 0, refer: Int = 0, needsInformation: Int = 0, notEligible: Int = 0) {
            self.eligible = eligible
            self.refer = refer
            self.needsInformation = needsInformation
            self.notEligible = notEligible
            people = eligible + refer + needsInformation + notEligible
        }

        mutating func add(_ outcome: Outcome, _ number: Int) {
            people += number
            switch outcome {
            case .eligible: eligible += number
            case .refer: refer += number
            case .needsInformation: needsInformation += number
            case .notEligible: notEligible += number
            }
        }

        mutating func add(_ more: Outcomes) {
            people += more.people
            eligible += more.eligible
            refer += more.refer
            needsInformation += more.needsInformation
            notEligible += more.notEligible
        }
    }

    /// People of one lot, or of none; and among them those of each cohort.
    public struct Lot: Sendable, Hashable, Codable {
        /// The title; `no lot` for people who reach none.
        public var lot: String
        /// Its people.
        public var outcomes = Outcomes()
        /// Its people by cohort; cohorts without any are left out.
        public var cohorts: [Cohort]
    }

    /// People of one cohort.
    public struct Cohort: Sendable, Hashable, Codable {
        /// The title, `refer`, `not known`, or `none` for people who are not eligible.
        public var cohort: String
        /// Its people.
        public var outcomes = Outcomes()
    }

    /// People by whether they meet one condition.
    public struct Condition: Sendable, Hashable, Codable {
        /// The name of the condition.
        public var condition: String
        /// People who meet it.
        public var met = 0
        /// People who need not meet it.
        public var waived = 0
        /// People who do not meet it. A person can fail several conditions.
        public var notMet = 0
        /// People of whom too little is known to tell.
        public var notKnown = 0
        /// All of them. On days outside the run of the programme no condition is looked at.
        public var people = 0
    }

    /// People of one age.
    public struct Group: Sendable, Hashable, Codable {
        /// Such as `16 to 24`; `not known` for people of whom it cannot be told.
        public var group: String
        /// Its people.
        public var outcomes = Outcomes()
        /// Its people by cohort; cohorts without any are left out.
        public var cohorts: [Cohort]
    }

    /// The first and the last of some days.
    public struct Days: Sendable, Hashable, Codable {
        /// The first of them.
        public var first: CivilDate
        /// The last of them.
        public var last: CivilDate
    }

    /// Rows rejected for one cause.
    public struct Reject: Sendable, Hashable, Codable {
        /// The code of the problem, such as `L211`.
        public var code: String
        /// The column; absent when the row as a whole is wrong.
        public var column: String?
        /// What is wrong, in words.
        public var cause: String
        /// How many rows have it. A row can have several causes.
        public var rows: Int
    }

    /// What was done about possible duplicates.
    public struct Duplicates: Sendable, Hashable, Codable {
        /// What the rules identify people by; empty when they do not.
        public var identifiedBy: [String] = []
        /// What of it the list has no column for; then duplicates were not looked for.
        public var missingColumns: [String] = []
        /// Decided rows that are a possible duplicate of an earlier row, or of a row of an earlier list.
        public var rows = 0
        /// How many of them are of a row of an earlier list.
        public var ofEarlierLists = 0
        /// The earlier lists that were looked through.
        public var earlierLists: [String] = []
    }

    /// What became of the places of a cohort in a lot.
    public struct Places: Sendable, Hashable, Codable {
        /// The lot.
        public var lot: String
        /// The cohort.
        public var cohort: String
        /// Places there are.
        public var places: Int
        /// Places that were taken before.
        public var takenBefore: Int
        /// Places given to people of this list.
        public var given: Int
        /// People of this list who have to wait.
        public var waiting: Int

        /// Numbers of places.
        public init(lot: String, cohort: String, places: Int, takenBefore: Int, given: Int, waiting: Int) {
            self.lot = lot
            self.cohort = cohort
            self.places = places
            self.takenBefore = takenBefore
            self.given = given
            self.waiting = waiting
        }
    }

    /// A column whose header was changed in what was written.
    public struct Renamed: Sendable, Hashable, Codable {
        /// Its header in the list.
        public var column: String
        /// Its header in the decisions.
        public var writtenAs: String
    }

    /// The list as the user named it.
    public var list = ""
    /// Version and short hash of the rules and boundaries.
    public var rules = ""
    /// What the file of postcodes says about itself; absent without one.
    public var postcodes: PostcodePlaces.About?
    /// The date for rows without one of their own.
    public var on: CivilDate?
    /// The days on which people were decided; absent when nobody was.
    public var decisionDates: Days?
    /// What became of the rows.
    public var rows = Rows()
    /// All people decided, once each.
    public var outcomes = Outcomes()
    /// Every lot of the rules, then `no lot`. A person in two lots counts in each.
    public var lots: [Lot] = []
    /// Every cohort of the rules, then `refer`, `not known` and `none`. Everyone counts once.
    public var cohorts: [Cohort] = []
    /// Every condition of the rules.
    public var conditions: [Condition] = []
    /// The fact that ages are counted from; absent when the rules ask for no age.
    public var agesFrom: String?
    /// People by age on the decision date, as the rules count it; empty when they do not. Everyone counts once.
    public var groups: [Group] = []
    /// Causes of rejection, most frequent first.
    public var rejects: [Reject] = []
    /// Columns that pass through.
    public var unusedColumns: [ColumnMapping.Unused] = []
    /// Columns whose headers are those of a decision.
    public var renamedColumns: [Renamed] = []
    /// How the dates of each column are written and were read.
    public var dates: [DateFinding] = []
    /// Possible duplicates.
    public var duplicates = Duplicates()
    /// What became of places, where their numbers were given.
    public var places: [Places] = []
    /// What is odd about the list as a whole.
    public var warnings: [Problem] = []
}
