/// One place a person is tied to, described in one or more ways.
public struct PlaceAnswer: Hashable, Sendable {
    /// A ward code, E, W, S or N and eight digits, in capitals.
    public var wardCode: String?
    /// The name written beside the code; alone it is never evidence.
    public var wardName: String?
    /// A postcode as written.
    public var postcode: String?
    /// Degrees north of the equator, as written in decimal.
    public var latitude: Double?
    /// Degrees east of Greenwich, as written in decimal.
    public var longitude: Double?

    /// A place from what is said of it.
    public init(
        wardCode: String? = nil, wardName: String? = nil, postcode: String? = nil, latitude: Double? = nil,
        longitude: Double? = nil
    ) {
        self.wardCode = wardCode
        self.wardName = wardName
        self.postcode = postcode
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// What is known about one kind of connection.
public enum TieAnswer: Hashable, Sendable {
    /// These places; there may be more unless the answer is complete. No places and complete: there is no such tie.
    case places([PlaceAnswer], isComplete: Bool)
    case notKnown(Answer.Absence)

    /// There is no such tie.
    public static let none = TieAnswer.places([], isComplete: true)
}

/// Reads a place as rules and cells write it: `E05001287 "Chelmsley Wood"`, `postcode "B37 7RN"`,
/// `latitude 52.48, longitude -1.73`.
public enum PlaceText {
    /// One place. A text that is none of these forms is taken for a ward’s name.
    public static func read(_ text: String) throws(AnswerReader.Refusal) -> PlaceAnswer {
        let plain = AnswerReader.trimmed(text)
        let key = TextKey.of(plain)
        if key.hasPrefix("postcode ") {
            let written = AnswerReader.unquoted(
                AnswerReader.trimmed(String(plain.dropFirst("postcode".count))))
            return PlaceAnswer(postcode: written)
        }
        if key.hasPrefix("latitude ") || key.hasPrefix("longitude ") { return try coordinates(plain) }
        return try ward(plain)
    }

    /// A ward: a code, a code and a name, or a name alone.
    public static func ward(_ text: String) throws(AnswerReader.Refusal) -> PlaceAnswer {
        let plain = AnswerReader.trimmed(text)
        let first = plain.prefix { !$0.isWhitespace && $0 != "," }
        if let code = wardCode(first) {
            let rest = plain.dropFirst(first.count).drop { $0.isWhitespace || $0 == "," || $0 == "-" }
            let name = AnswerReader.unquoted(AnswerReader.trimmed(String(rest)))
            return PlaceAnswer(wardCode: code, wardName: name.isEmpty ? nil : name)
        }
        if first.contains(where: \.isNumber) {
            throw AnswerReader.Refusal(
                message: "“\(first)” is not a ward code.",
                expected: "E, W, S or N and eight digits, such as E05001287.")
        }
        return PlaceAnswer(wardName: AnswerReader.unquoted(plain))
    }

    /// The code in capitals, when it is E, W, S or N and eight digits.
    public static func wardCode(_ text: some StringProtocol) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count == 9, [0x45, 0x57, 0x53, 0x4E].contains(bytes[0] & 0xDF),
            bytes.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return text.uppercased()
    }

    private static func coordinates(_ plain: String) throws(AnswerReader.Refusal) -> PlaceAnswer {
        var place = PlaceAnswer()
        for part in plain.split(separator: ",") {
            let words = part.split(whereSeparator: \.isWhitespace)
            guard words.count == 2 else { throw coordinateRefusal(plain) }
            let degrees = try degrees(words[1])
            switch TextKey.of(words[0]) {
            case "latitude" where place.latitude == nil: place.latitude = degrees
            case "longitude" where place.longitude == nil: place.longitude = degrees
            default: throw coordinateRefusal(plain)
            }
        }
        guard place.latitude != nil, place.longitude != nil else { throw coordinateRefusal(plain) }
        return place
    }

    /// Decimal degrees: digits with an optional sign and decimal part, and nothing else.
    public static func degrees(_ text: some StringProtocol) throws(AnswerReader.Refusal) -> Double {
        let plain = AnswerReader.trimmed(String(text))
        let isDecimal = plain.utf8.allSatisfy {
            (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E].contains($0)
        }
        guard isDecimal, let degrees = Double(plain) else {
            throw AnswerReader.Refusal(
                message: "“\(plain)” is not a number of degrees.",
                expected: "decimal degrees, such as 52.4814.")
        }
        return degrees
    }

    private static func coordinateRefusal(_ plain: String) -> AnswerReader.Refusal {
        AnswerReader.Refusal(
            message: "“\(plain)” is not a place.", expected: "`latitude 52.48, longitude -1.73`, in degrees.")
    }
}
