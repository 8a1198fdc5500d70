import Geometry

/// What a list knows of one postcode.
public struct PostcodeEntry: Hashable, Sendable {
    /// The postcode.
    public var postcode: Postcode
    /// The place that stands for its addresses; nil when the list has none.
    public var place: Coordinate?
    /// How the place was come by.
    public var quality: PlaceQuality
    /// Whether one organisation or PO box has the postcode for itself.
    public var isLargeUser: Bool
    /// The month in which it went out of use; nil while it is in use, or when the list does not say.
    public var terminated: CalendarMonth?
    /// The code of the ward that the list puts it in.
    public var ward: String?

    /// An entry; of what is not said nothing is known.
    public init(
        _ postcode: Postcode, place: Coordinate?, quality: PlaceQuality = .notStated,
        isLargeUser: Bool = false, terminated: CalendarMonth? = nil, ward: String? = nil
    ) {
        self.postcode = postcode
        self.place = place
        self.quality = quality
        self.isLargeUser = isLargeUser
        self.terminated = terminated
        self.ward = ward
    }
}

/// How the place of a postcode was come by: the positional quality indicator of the Office for National Statistics,
/// which is a tenth of Ordnance Survey’s.
public enum PlaceQuality: UInt8, Hashable, Sendable, CaseIterable {
    /// The list does not say.
    case notStated = 0
    /// In the building nearest to the middle of the addresses.
    case building = 1
    /// The same, found by looking at maps (Scotland).
    case inspected = 2
    /// Within 50 metres.
    case approximate = 3
    /// The middle of the addresses, in no building.
    case mean = 4
    /// Guessed from the postcodes around it.
    case imputed = 5
    /// The middle of the whole sector, kilometres wide: PO boxes, mostly.
    case sectorMean = 6
    /// Out of use before places were measured as they are now; the last one known.
    case beforeGridlink = 8
    /// The list has no place.
    case none = 9

    /// How far from the middle of the addresses the place may be, metres, as far as that is known.
    var metres: Double {
        switch self {
        case .approximate: 50
        case .imputed, .beforeGridlink: 100
        default: 0
        }
    }
}

/// A month of a year.
public struct CalendarMonth: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Months since January 1900.
    let number: Int

    /// A month from January 1900 to December 2199.
    public init?(year: Int, month: Int) {
        guard (1900...2199).contains(year), (1...12).contains(month) else { return nil }
        number = (year - 1900) * 12 + month - 1
    }

    init?(number: Int) { self.init(year: 1900 + number / 12, month: number % 12 + 1) }

    /// The year.
    public var year: Int { 1900 + number / 12 }
    /// The month, from 1.
    public var month: Int { number % 12 + 1 }

    static let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    /// The month as `March 2004`.
    public var description: String { "\(Self.names[month - 1]) \(year)" }

    /// Earlier before later.
    public static func < (left: CalendarMonth, right: CalendarMonth) -> Bool { left.number < right.number }
}
