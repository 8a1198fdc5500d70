/// What somebody said of one fact, for forms made by `wardwise document --swift`. A fact that was not asked for is nil.
public enum Given<Value: FormValue>: Sendable, Hashable {
    case known(Value)
    /// Asked, and not known.
    case unknown
    /// Asked, and not answered.
    case refused

    /// The words that a list would hold.
    public var text: String {
        switch self {
        case .known(let value): value.formText
        case .unknown: "not known"
        case .refused: "refused"
        }
    }
}

/// A value with words that lists and examples take for it.
public protocol FormValue: Sendable, Hashable {
    /// The words.
    var formText: String { get }
}

extension Bool: FormValue {
    /// `yes` or `no`.
    public var formText: String { self ? "yes" : "no" }
}

extension Int: FormValue {
    /// The digits.
    public var formText: String { "\(self)" }
}

extension String: FormValue {
    /// The text itself.
    public var formText: String { self }
}

extension CivilDate: FormValue {
    /// Year, month and day.
    public var formText: String { iso }
}

extension Rational: FormValue {
    /// The decimal digits.
    public var formText: String { decimalText }
}

/// One place of a connection.
public enum FormPlace: Sendable, Hashable {
    case ward(String)
    case postcode(String)
    case point(latitude: Double, longitude: Double)

    fileprivate var text: String {
        switch self {
        case .ward(let code): code
        case .postcode(let postcode): "postcode \(postcode)"
        case .point(let latitude, let longitude): "latitude \(latitude), longitude \(longitude)"
        }
    }
}

/// The places of one connection.
public struct FormPlaces: FormValue {
    /// The places known.
    public var places: [FormPlace]
    /// Whether there may be others.
    public var mayBeMore: Bool

    /// Some places, and whether there may be others.
    public init(_ places: [FormPlace], mayBeMore: Bool = false) {
        self.places = places
        self.mayBeMore = mayBeMore
    }

    /// There is no such place.
    public static let none = FormPlaces([])

    /// The places with `|` between them; `none`.
    public var formText: String {
        let texts = places.map(\.text) + (mayBeMore ? ["unknown"] : [])
        return texts.isEmpty ? "none" : texts.joined(separator: "|")
    }
}

/// Stretches of days in a state.
public struct FormSpells: FormValue {
    /// In any order.
    public var spells: [Spell]

    /// Some stretches of days; none of them says that there were none.
    public init(_ spells: [Spell]) { self.spells = spells }

    /// First and last days, with `;` between them; `none`.
    public var formText: String {
        let texts = spells.map { spell in
            spell.to.map { "\(spell.from.iso) to \($0.iso)" } ?? "\(spell.from.iso) onwards"
        }
        return texts.isEmpty ? "none" : texts.joined(separator: "; ")
    }
}
