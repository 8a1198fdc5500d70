/// Comparing the names of wards as people write them.
public enum WardName {
    /// A form of a name in which spellings of one name are the same: case, white space, apostrophes
    /// (straight, curly or left out) and hyphens do not matter, and `&` is `and`. Accents of Welsh and
    /// Gaelic names stay.
    public static func key(_ name: String) -> String {
        var key = ""
        for character in name.lowercased() {
            switch character {
            case "&": key += "and"
            case "'", "’", "‘", "ʼ", "`", "´", "-", "‐", "‑", "–", "—": continue
            case _ where character.isWhitespace: continue
            default: key.append(character)
            }
        }
        return key
    }
}
