import Facts
import Postcodes

/// What people type for a place, in the forms that lists know it by.
enum PlaceWords {
    /// The same places, with `postcode` before a postcode that stands alone, and names before two numbers of degrees.
    static func form(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).map { place($0) }
            .joined(separator: "|")
    }

    private static func place(_ text: Substring) -> String {
        let plain = AnswerReader.unquote(String(text))
        if PlaceText.wardCode(plain) == nil, Postcode(plain) != nil { return "postcode \(plain)" }
        let parts = plain.split(separator: ",").map { AnswerReader.trim(String($0)) }
        if parts.count == 2, parts.allSatisfy({ (try? PlaceText.degrees($0)) != nil }) {
            return "latitude \(parts[0]), longitude \(parts[1])"
        }
        return plain
    }
}
