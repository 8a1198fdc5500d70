import Geometry

/// A postcode of a list in numbers, as the compact file keeps it.
struct PostcodeRow: Sendable {
    /// The sector, nine bits for the unit in it, and 23 bits for the order in which rows were given.
    var key: UInt64
    /// Latitude and longitude; of a row without a place both are zero.
    var degrees = FixedDegrees(latitude: 0, longitude: 0)
    var quality: PlaceQuality = .notStated
    var isLargeUser = false
    /// One more than the number of the month; 0 while the postcode is in use.
    var terminated: UInt16 = 0
    /// See `WardNumber`; 0 for none.
    var ward: UInt32 = 0

    /// Nil for the invented postcodes, which are known by their shape.
    init?(_ postcode: Postcode) {
        guard postcode.kind != .invented, let unit = postcode.unit else { return nil }
        key = UInt64(postcode.sector) << 32 | UInt64(unit) << 23
    }

    /// Nil also for a ward code that is none.
    init?(_ entry: PostcodeEntry) {
        self.init(entry.postcode)
        quality = entry.place == nil ? .none : entry.quality == .none ? .notStated : entry.quality
        isLargeUser = entry.isLargeUser
        terminated = entry.terminated.map { UInt16($0.number + 1) } ?? 0
        if let place = entry.place {
            guard let fixed = FixedDegrees(place) else { return nil }
            degrees = fixed
        }
        if let code = entry.ward {
            guard let number = WardNumber.number(of: code.utf8.span) else { return nil }
            ward = number
        }
    }

    /// How many rows can be told apart by their order.
    static let mostRows = 1 << 23

    var sector: UInt32 { UInt32(truncatingIfNeeded: key >> 32) }
    var unit: Int { Int(key >> 23 & 0x1FF) }
    var hasPlace: Bool { quality != .none }

    func isOfSamePostcode(as other: PostcodeRow) -> Bool { key >> 23 == other.key >> 23 }

    func saysSame(as other: PostcodeRow) -> Bool {
        isOfSamePostcode(as: other) && degrees == other.degrees && quality == other.quality
            && isLargeUser == other.isLargeUser && terminated == other.terminated && ward == other.ward
    }
}

/// A latitude and a longitude in ten-millionths of a degree, a centimetre, counted from the south pole and from the
/// meridian opposite Greenwich.
struct FixedDegrees: Hashable, Sendable {
    var latitude: UInt32
    var longitude: UInt32

    /// How many of them a degree has.
    static let perDegree = 10_000_000

    init(latitude: UInt32, longitude: UInt32) {
        self.latitude = latitude
        self.longitude = longitude
    }

    init?(_ place: Coordinate) {
        guard place.isOnEarth else { return nil }
        let scale = Double(Self.perDegree)
        latitude = UInt32(((place.latitude + 90) * scale).rounded())
        longitude = UInt32(((place.longitude + 180) * scale).rounded())
    }

    /// From ten-millionths of a degree north of the equator and east of Greenwich; nil beyond the earth.
    init?(north: Int, east: Int) {
        guard north.magnitude <= 90 * Self.perDegree, east.magnitude <= 180 * Self.perDegree else {
            return nil
        }
        latitude = UInt32(north + 90 * Self.perDegree)
        longitude = UInt32(east + 180 * Self.perDegree)
    }

    /// The place: the doubles nearest to the decimals, as reading them from text gives.
    var coordinate: Coordinate {
        Coordinate(
            longitude: Double(Int(longitude) - 180 * Self.perDegree) / Double(Self.perDegree),
            latitude: Double(Int(latitude) - 90 * Self.perDegree) / Double(Self.perDegree))
    }

    /// Reads decimal degrees, without space around them, as ten-millionths, rounded; nil when the text is no number or
    /// no degrees.
    static func read(_ text: Span<UInt8>) -> Int? {
        var (number, whole, decimals, digits) = (0, 0, -1, 0)
        var isNegative = false
        var roundsUp = false
        for index in text.indices {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "-") where index == 0: isNegative = true
            case UInt8(ascii: "+") where index == 0: continue
            case UInt8(ascii: ".") where decimals < 0: decimals = 0
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if decimals == 7 {
                    // Only the first digit that is left away decides about rounding.
                    if digits == whole + 8 { roundsUp = byte >= UInt8(ascii: "5") }
                    continue
                }
                if decimals < 0 { whole += 1 } else { decimals += 1 }
                number = number * 10 + Int(byte - UInt8(ascii: "0"))
                if whole > 3 { return nil }
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        for _ in max(decimals, 0)..<7 { number *= 10 }
        if roundsUp { number += 1 }
        return number > 180 * perDegree ? nil : isNegative ? -number : number
    }
}

/// A ward code as one number.
enum WardNumber {
    private static let letters = Array("EWSN".utf8)

    /// Nil when the text is not one letter and eight digits; 0, for none, when it is empty, stands for no ward
    /// (`E99999999`) or is of the Channel Islands or the Isle of Man.
    static func number(of code: Span<UInt8>) -> UInt32? {
        if code.isEmpty { return 0 }
        guard code.count == 9 else { return nil }
        var digits: UInt32 = 0
        for index in 1..<9 {
            guard code[index] &- 0x30 < 10 else { return nil }
            digits = digits * 10 + UInt32(code[index] - 0x30)
        }
        if code[0] == UInt8(ascii: "L") || code[0] == UInt8(ascii: "M") { return 0 }
        guard let letter = letters.firstIndex(of: code[0]) else { return nil }
        return digits == 99_999_999 ? 0 : UInt32(letter + 1) * 100_000_000 + digits
    }

    /// Nil for 0 and for numbers of no code.
    static func code(of number: UInt32) -> String? {
        let letter = Int(number / 100_000_000) - 1
        guard letters.indices.contains(letter) else { return nil }
        let digits = String(number % 100_000_000)
        return String(decoding: [letters[letter]], as: UTF8.self)
            + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
