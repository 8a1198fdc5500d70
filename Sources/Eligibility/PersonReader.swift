import Facts
import RuleChecking

/// Puts one person together from texts given field by field, collecting every problem.
public struct PersonReader: Sendable {
    private let rules: CheckedRules
    let fields: FieldNames
    private var person: Person
    private var problems: [InputProblem] = []
    private var tieTexts: [Int: [Field.Form: String]] = [:]
    private var otherTies: TieAnswer?

    /// A person of whom nothing has been said yet.
    public init(_ book: RuleBook) {
        rules = book.rules
        fields = book.fields
        person = Person(book.rules)
    }

    /// Takes one value. A blank one says nothing.
    ///
    /// - Parameter slashDates: what `3/4/2018` means where this text came from.
    public mutating func give(
        _ text: some StringProtocol, for field: Field, slashDates: AnswerReader.SlashDates = .refused
    ) {
        let key = TextKey.of(text)
        if key.isEmpty { return }
        do throws(AnswerReader.Refusal) {
            switch field {
            case .decisionDate:
                let answer = try AnswerReader(FactType(.date), slashDates: slashDates).read(text)
                switch answer {
                case .known(.date(let date)): person.decisionDate = date
                case .notKnown: break
                default:
                    throw AnswerReader.Refusal(message: "“\(text)” is not one day.", expected: "one date.")
                }
            case .fact(let index):
                person.answers[index] = try AnswerReader(rules.facts[index].type, slashDates: slashDates)
                    .read(text)
            case .definition(let index): try give(text, definition: index, slashDates)
            case .tie(let index, let form):
                // Places may be given one by one.
                let before = tieTexts[index]?[form].map { $0 + "|" } ?? ""
                tieTexts[index, default: [:]][form] = before + String(text)
            case .otherConnections: otherTies = try Self.otherConnections(key, text)
            case .placesTaken:
                guard let places = PlacesTaken(text) else {
                    throw AnswerReader.Refusal(
                        message: "“\(text)” does not say how many places are taken.", expected: "`40 of 40`.")
                }
                person.placesTaken = places
            case .interpretation(let index):
                let readings = rules.interpretations[index].readings
                let plain = AnswerReader.unquote(String(text))
                guard let reading = readings.firstIndex(where: { TextKey.of($0) == TextKey.of(plain) }) else {
                    throw AnswerReader.Refusal(
                        message: "“\(plain)” is not one of the readings.",
                        expected: "one of " + readings.map { "“\($0)”" }.joined(separator: ", ") + ".")
                }
                person.readings[index] = reading
            }
        } catch {
            refuse(field, error)
        }
    }

    /// The person, or everything wrong with what was given.
    public mutating func finish() throws(InputProblems) -> Person {
        for index in tieTexts.keys.sorted() {
            do throws(TieProblem) {
                person.ties[index] = try TieReader.read(tieTexts[index] ?? [:])
            } catch {
                refuse(.tie(index, error.form), error.refusal)
            }
        }
        if let otherTies {
            for index in person.ties.indices where tieTexts[index] == nil { person.ties[index] = otherTies }
        }
        guard problems.isEmpty else { throw InputProblems(problems) }
        return person
    }

    private mutating func give(
        _ text: some StringProtocol, definition index: Int, _ slashDates: AnswerReader.SlashDates
    ) throws(AnswerReader.Refusal) {
        let type: ValueType =
            switch rules.definitions[index].type {
            case .value(let type): type
            default: .yesOrNo
            }
        let answer = try AnswerReader(FactType(type), slashDates: slashDates).read(text)
        if case .notKnown = answer { return }
        person.given[index] = answer
    }

    private static func otherConnections(_ key: String, _ text: some StringProtocol) throws(AnswerReader
        .Refusal) -> TieAnswer?
    {
        switch key {
        case "none", "no": return TieAnswer.none
        case "unknown", "not known", "refused", "not asked": return nil
        default:
            throw AnswerReader.Refusal(
                message: "“\(text)” does not say whether there are other connections.",
                expected: "none, or unknown; other ties go in columns of their own.")
        }
    }

    private mutating func refuse(_ field: Field, _ refusal: AnswerReader.Refusal) {
        problems.append(
            InputProblem(
                fact: rules.words(for: field), field: field, message: refusal.message,
                expected: refusal.expected))
    }
}

extension CheckedRules {
    /// A field as the rules name it: `home latitude`.
    public func words(for field: Field) -> String {
        switch field {
        case .decisionDate: decidedOn
        case .fact(let index): facts[index].name
        case .definition(let index): definitions[index].name
        case .tie(let index, let form):
            form == .place ? connections[index].name : "\(connections[index].name) \(form.word)"
        case .otherConnections: "other connections"
        case .placesTaken: "places taken"
        case .interpretation(let index): interpretations[index].name
        }
    }
}

/// A problem with one column of a connection.
struct TieProblem: Error {
    var form: Field.Form
    var refusal: AnswerReader.Refusal
}

/// Pairs the places of a connection’s columns by position.
enum TieReader {
    static func read(_ texts: [Field.Form: String]) throws(TieProblem) -> TieAnswer {
        var columns: [(form: Field.Form, cells: [String])] = []
        var saysNone: Field.Form?
        var absence: Answer.Absence?
        for form in Field.Form.allCases {
            guard let text = texts[form] else { continue }
            switch TextKey.of(AnswerReader.unquote(text)) {
            case "": continue
            case "none", "no": saysNone = form
            case "unknown", "not known", "don't know", "do not know", "not sure":
                absence = absence ?? .unknown
            case "refused", "prefer not to say", "declined": absence = .refused
            case "not asked": absence = absence ?? .notAsked
            default: columns.append((form, split(text)))
            }
        }
        guard let first = columns.first else {
            if saysNone != nil { return .none }
            return .notKnown(absence ?? .notAsked)
        }
        if let saysNone {
            throw TieProblem(
                form: saysNone,
                refusal: .init(
                    message: "This says there is no such connection, and another column gives one.",
                    expected: "one or the other."))
        }
        return try pair(columns, first)
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: "|", omittingEmptySubsequences: false).map { AnswerReader.trim(String($0)) }
    }

    private static func pair(
        _ columns: [(form: Field.Form, cells: [String])], _ first: (form: Field.Form, cells: [String])
    ) throws(TieProblem) -> TieAnswer {
        for column in columns where column.cells.count != first.cells.count {
            throw TieProblem(
                form: column.form,
                refusal: .init(
                    message:
                        "There are \(column.cells.count) places here and \(first.cells.count) in the column for \(first.form.word.isEmpty ? "the place" : first.form.word).",
                    expected: "as many places in each column, in the same order, with | between them."))
        }
        var places: [PlaceAnswer] = []
        var isComplete = true
        for position in first.cells.indices {
            var place = PlaceAnswer()
            for column in columns {
                let text = column.cells[position]
                let key = TextKey.of(text)
                if !key.isEmpty, key != "unknown", key != "not known" {
                    do throws(AnswerReader.Refusal) {
                        try add(text, column.form, to: &place)
                    } catch {
                        throw TieProblem(form: column.form, refusal: error)
                    }
                }
            }
            try checkPair(place)
            // `A|unknown` says there may be more; a place of which nothing is said is a place not known.
            if place == PlaceAnswer() { isComplete = false } else { places.append(place) }
        }
        return .places(places, isComplete: isComplete)
    }

    private static func add(_ text: String, _ form: Field.Form, to place: inout PlaceAnswer)
        throws(AnswerReader.Refusal)
    {
        switch form {
        case .place: place = try PlaceText.read(text)
        case .ward:
            let ward = try PlaceText.ward(text)
            place.wardCode = ward.wardCode
            place.wardName = ward.wardName
        case .postcode: place.postcode = AnswerReader.unquote(text)
        case .latitude: place.latitude = try PlaceText.degrees(text)
        case .longitude: place.longitude = try PlaceText.degrees(text)
        }
    }

    private static func checkPair(_ place: PlaceAnswer) throws(TieProblem) {
        if (place.latitude == nil) == (place.longitude == nil) { return }
        let form: Field.Form = place.latitude == nil ? .longitude : .latitude
        let missing = form == .latitude ? "longitude" : "latitude"
        throw TieProblem(
            form: form,
            refusal: .init(
                message: "There is a \(form.word) and no \(missing).", expected: "both, or neither."))
    }
}
