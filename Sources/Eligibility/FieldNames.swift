import Facts
import RuleChecking

/// One thing that a column of a list, or a line of an example, can hold.
public enum Field: Hashable, Sendable {
    /// The date the person is judged on.
    case decisionDate
    /// An index into the facts.
    case fact(Int)
    /// An index into the definitions, given like a fact.
    case definition(Int)
    /// A connection, by index, and in what form its places are given.
    case tie(Int, Form)
    /// `none`: there are no connections beside those given.
    case otherConnections
    /// `40 of 40`.
    case placesTaken
    /// An index into the interpretations.
    case interpretation(Int)

    /// How a column gives places.
    public enum Form: Hashable, Sendable, CaseIterable {
        /// Any of the forms that `PlaceText` reads.
        case place
        case ward, postcode, latitude, longitude

        /// The word after the name of the connection; empty for any form.
        public var word: String {
            switch self {
            case .place: ""
            case .ward: "ward"
            case .postcode: "postcode"
            case .latitude: "latitude"
            case .longitude: "longitude"
            }
        }
    }
}

/// The names under which facts are given, as the rules declare them.
public struct FieldNames: Sendable {
    private var fields: [String: Field] = [:]
    /// Every name, in the order of the rules, for data dictionaries and suggestions.
    public private(set) var names: [(name: String, field: Field)] = []

    init(_ rules: CheckedRules) {
        add([rules.decidedOn] + rules.decisionDateAsking.columns, .decisionDate)
        for (index, fact) in rules.facts.enumerated() { add([fact.name] + fact.asking.columns, .fact(index)) }
        for (index, definition) in rules.definitions.enumerated() {
            add([definition.name] + definition.asking.columns, .definition(index))
        }
        for (index, connection) in rules.connections.enumerated() {
            for form in Field.Form.allCases {
                let suffix = form == .place ? "" : " " + form.word
                add(([connection.name] + connection.asking.columns).map { $0 + suffix }, .tie(index, form))
            }
            // `lat` and `long` are what people write.
            for name in [connection.name] + connection.asking.columns {
                for (short, form) in [
                    ("lat", Field.Form.latitude), ("long", .longitude), ("lon", .longitude),
                    ("lng", .longitude),
                ] {
                    fields[Self.key("\(name) \(short)")] =
                        fields[Self.key("\(name) \(short)")] ?? .tie(index, form)
                }
            }
        }
        add(["other connections"], .otherConnections)
        add(["places taken"], .placesTaken)
        for (index, interpretation) in rules.interpretations.enumerated() {
            add([interpretation.name], .interpretation(index))
        }
    }

    private mutating func add(_ all: [String], _ field: Field) {
        for name in all {
            let key = Self.key(name)
            // The first to claim a name keeps it; the language refuses two facts of one name.
            if fields[key] == nil {
                fields[key] = field
                names.append((name, field))
            }
        }
    }

    /// What a header or a name stands for. Case, spaces, `_`, `-` and punctuation do not count.
    public func field(named name: some StringProtocol) -> Field? { fields[Self.key(name)] }

    /// The comparing form of a header: letters and digits only, in lower case.
    public static func key(_ name: some StringProtocol) -> String { Heading.key(name) }
}
