import ColumnEvaluation
import Diagnostics
import Facts
import Geometry
import Postcodes
import RuleChecking
import RuleEvaluation
import Wards

/// Decides people by one rule book. The same input gives the same answer, on any machine and in any order.
public struct Assessor: Sendable {
    /// What a run is told beside the rules.
    public struct Options: Sendable {
        /// Where postcodes are; without them a postcode alone is not known.
        public var postcodes: PostcodePlaces?
        /// A point or postcode farther than this from the ward whose code goes with it makes the place not known;
        /// nearer than this to a lot’s border, the address should be checked. Metres; boundaries that are less
        /// accurate than this count with their accuracy instead.
        public var nearMetres: Double = 100
        /// Readings chosen for the run: names of interpretations and their readings.
        public var readings: [String: String] = [:]
        /// Places taken and places there are, for each lot and cohort.
        public var places: [PlaceCount] = []

        /// No postcodes, 100 metres, and the default readings.
        public init() {}
    }

    /// How many places of a cohort a lot has, and how many are taken.
    public struct PlaceCount: Sendable, Hashable {
        /// The lot, by its title.
        public var lot: String
        /// The cohort, by any of its titles.
        public var cohort: String
        /// Places taken and places there are.
        public var count: PlacesTaken

        /// A count for one cohort in one lot.
        public init(lot: String, cohort: String, count: PlacesTaken) {
            self.lot = lot
            self.cohort = cohort
            self.count = count
        }
    }

    /// The rules that people are decided by.
    public let book: RuleBook
    let decider: Decider
    package let shared: SharedDecider
    let planner: SharedPlanner
    /// What lists share: plans, and the numbers of their gaps.
    let plans = PlanBook()
    let gapNumbers: GapNumbers
    /// What each fact can be when nothing is known of it.
    let everything: [FactSet]
    let resolver: PlaceResolver
    /// What the file of postcodes says about itself; nil without one.
    public var postcodes: PostcodePlaces.About? { resolver.postcodes?.about }
    /// The reading of each interpretation.
    package let readings: [Int]
    /// How near to a border counts as near, metres: as asked for, or the accuracy of the boundaries.
    public let nearMetres: Double
    /// The places that the run was told of, by lot and cohort.
    public let places: [PlaceCount]
    private let placeCounts: [String: PlacesTaken]

    /// - Throws: interpretations or readings that the rules do not have.
    public init(_ book: RuleBook, options: Options = Options()) throws(Problems) {
        self.book = book
        decider = Decider(book.rules)
        shared = SharedDecider(decider)
        planner = SharedPlanner(decider)
        gapNumbers = GapNumbers(book.rules)
        everything = book.rules.facts.map { FactSet.everything($0) }
        nearMetres = max(options.nearMetres, book.map?.accuracyMetres ?? 0)
        resolver = PlaceResolver(
            map: book.map, crosswalks: book.rules.boundaries?.crosswalks ?? [], postcodes: options.postcodes,
            nearMetres: nearMetres)
        readings = try Self.readings(book.rules, options.readings)
        places = options.places.sorted { ($0.lot, $0.cohort) < ($1.lot, $1.cohort) }
        placeCounts = try Self.placeCounts(book.rules, options.places)
    }

    private static func placeKey(_ lot: String, _ cohort: Int) -> String { "\(cohort) \(TextKey.of(lot))" }

    private static func placeCounts(
        _ rules: CheckedRules, _ places: [PlaceCount]
    ) throws(Problems) -> [String: PlacesTaken] {
        var counts: [String: PlacesTaken] = [:]
        var problems: [Problem] = []
        for place in places {
            guard rules.lots.contains(where: { TextKey.of($0.title) == TextKey.of(place.lot) }) else {
                problems.append(
                    Problem(
                        .unknownPlace, "There is no lot called “\(place.lot)”.",
                        expected: "a lot of the rules."))
                continue
            }
            guard let cohort = rules.cohort(titled: place.cohort) else {
                problems.append(
                    Problem(
                        .unknownPlace, "There is no cohort called “\(place.cohort)”.",
                        expected: "a cohort of the rules."))
                continue
            }
            if counts.updateValue(place.count, forKey: placeKey(place.lot, cohort)) != nil {
                problems.append(
                    Problem(
                        .repeatedPlace, "Places for “\(place.cohort)” in “\(place.lot)” are given twice.",
                        expected: "once."))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return counts
    }

    /// Whether the run is told how many places there are.
    var countsPlaces: Bool { !placeCounts.isEmpty }

    /// The places given for a cohort in a lot.
    func placesTaken(lot: String, cohort: Int) -> PlacesTaken? { placeCounts[Self.placeKey(lot, cohort)] }

    private static func readings(_ rules: CheckedRules, _ chosen: [String: String]) throws(Problems) -> [Int]
    {
        var readings = rules.interpretations.map(\.chosen)
        var problems: [Problem] = []
        for (name, reading) in chosen.sorted(by: { $0.key < $1.key }) {
            guard
                let index = rules.interpretations.firstIndex(where: {
                    FieldNames.key($0.name) == FieldNames.key(name)
                })
            else {
                let all = rules.interpretations.map { "“\($0.name)”" }.joined(separator: ", ")
                problems.append(
                    Problem(
                        .unknownReading, "There is no interpretation called “\(name)”.",
                        expected: all.isEmpty ? nil : "one of \(all)."))
                continue
            }
            let all = rules.interpretations[index].readings
            guard let position = all.firstIndex(where: { TextKey.of($0) == TextKey.of(reading) }) else {
                problems.append(
                    Problem(
                        .unknownReading,
                        "“\(reading)” is not a reading of “\(rules.interpretations[index].name)”.",
                        expected: "one of " + all.map { "“\($0)”" }.joined(separator: ", ") + "."))
                continue
            }
            readings[index] = position
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return readings
    }

    /// Decides one person.
    ///
    /// - Throws: everything wrong with what was given, which is an error of the input and never a decision.
    public func assess(_ person: Person) throws(InputProblems) -> Assessment {
        try assess(PreparedCase(self, person), chosenReadings(for: person))
    }

    func assess(_ case_: PreparedCase, _ readings: [Int]) throws(InputProblems) -> Assessment {
        let finding = try decide(case_, readings)
        var writer = AssessmentWriter(self, case_, finding, readings)
        var assessment = writer.assessment()
        // What is still open needs its questions answered before its readings are weighed.
        if assessment.outcome != .needsInformation, decider.readingsMatter(case_.situation(readings)) {
            assessment.otherReadings = try otherReadings(case_, readings, assessment) {
                (readings) throws(InputProblems) in try decide(case_, readings)
            }
        }
        return assessment
    }

    /// The reading of each interpretation, those of the person before those of the run.
    func chosenReadings(for person: Person) -> [Int] {
        var chosen = readings
        for (index, reading) in person.readings { chosen[index] = reading }
        return chosen
    }

    private func decide(_ case_: PreparedCase, _ readings: [Int]) throws(InputProblems) -> Finding {
        do throws(Contradiction) {
            return try shared.decide(case_.situation(readings))
        } catch {
            throw InputProblems([inputProblem(error, case_)])
        }
    }

    /// The readings under which outcome or cohort would be others.
    func otherReadings(
        _ case_: PreparedCase, _ readings: [Int], _ given: Assessment,
        deciding decide: ([Int]) throws(InputProblems) -> Finding
    ) throws(InputProblems) -> [String] {
        var found: [String] = []
        for (index, interpretation) in book.rules.interpretations.enumerated() {
            for (position, reading) in interpretation.readings.enumerated() where position != readings[index]
            {
                var other = readings
                other[index] = position
                let finding = try decide(other)
                let (outcome, cohort) = (
                    finding.outcome, AssessmentWriter(self, case_, finding, other).cohort
                )
                guard outcome != given.outcome || cohort != given.cohort else { continue }
                let chosen = interpretation.readings[readings[index]]
                found.append(
                    "Rests on reading “\(interpretation.name)” as “\(chosen)”. Read as “\(reading)” the answer would be \(outcome.rawValue)\(outcome == .notEligible || book.rules.cohorts.isEmpty ? "" : cohort.words)."
                )
            }
        }
        return found
    }

    // MARK: Contradictions

    func inputProblem(_ contradiction: Contradiction, _ case_: PreparedCase) -> InputProblem {
        let rules = book.rules
        let explainer = Explainer(decider, situation: case_.situation(readings))
        switch contradiction {
        case .fact(let index, let constraint):
            let fact = rules.facts[index]
            return InputProblem(
                fact: fact.name, field: .fact(index),
                message: "\(explainer.sentence(fact.constraints[constraint]))",
                expected: "\(fact.name) that \(explainer.requirement(fact.constraints[constraint])).")
        case .definition(let index):
            let definition = rules.definitions[index]
            return InputProblem(
                fact: definition.name, field: .definition(index),
                message: explainer.contradiction(of: index),
                expected: "facts that agree.")
        case .together:
            return InputProblem(
                fact: rules.decidedOn, field: .decisionDate,
                message: "What is given cannot all be so.", expected: "facts that agree.")
        }
    }
}

extension Assessment.Cohort {
    fileprivate var words: String {
        switch self {
        case .named(let title): ", in “\(title)”"
        case .refer: ", with the cohort for a person to decide"
        case .notKnown: ", with the cohort not known"
        }
    }
}
