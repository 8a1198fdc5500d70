/// Which attributes of a placemark say what ward it is.
///
/// Names are compared without regard to case, spaces, `_` and `-`. Those not declared are found by pattern:
/// `wd`, two digits of a year or none, and `cd` or `nm` for the ward's code and name; `lad` likewise for
/// its authority; or spelled out, as in `ward_code` and `authority name`.
public struct BoundaryFields: Hashable, Sendable {
    /// The attribute with the ward's code; nil to find it.
    public var code: String?
    /// The attribute with the ward's name; nil to find it, or else to use the placemark's own name.
    public var name: String?
    /// The attribute with the authority's code; nil to find it.
    public var authorityCode: String?
    /// The attribute with the authority's name; nil to find it.
    public var authorityName: String?

    /// Everything found by pattern.
    public static let automatic = BoundaryFields()

    /// Fields as declared, the rest found by pattern.
    public init(
        code: String? = nil, name: String? = nil, authorityCode: String? = nil, authorityName: String? = nil
    ) {
        self.code = code
        self.name = name
        self.authorityCode = authorityCode
        self.authorityName = authorityName
    }

    /// What an attribute can tell about a ward.
    enum Role: Hashable, Sendable, CaseIterable {
        case code, name, authorityCode, authorityName
    }

    func declared(_ role: Role) -> String? {
        switch role {
        case .code: code
        case .name: name
        case .authorityCode: authorityCode
        case .authorityName: authorityName
        }
    }

    /// A name as it is compared.
    static func key(_ name: String) -> String {
        String(name.lowercased().filter { !" _-\t".contains($0) })
    }

    /// Whether an attribute of this name plays a role.
    func matches(_ attribute: String, _ role: Role) -> Bool {
        let key = Self.key(attribute)
        if let declared = declared(role) { return key == Self.key(declared) }
        switch role {
        case .code:
            return Self.isShort(key, "wd", "cd") || key == "wardcode"
                || attribute == CodeSource.nameField
        case .name: return Self.isShort(key, "wd", "nm") || key == "wardname"
        case .authorityCode:
            return Self.isShort(key, "lad", "cd") || ["authoritycode", "localauthoritycode"].contains(key)
        case .authorityName:
            return Self.isShort(key, "lad", "nm") || ["authorityname", "localauthorityname"].contains(key)
        }
    }

    /// Whether a name is the prefix, two digits or none, and the suffix.
    private static func isShort(_ key: String, _ prefix: String, _ suffix: String) -> Bool {
        guard key.hasPrefix(prefix), key.hasSuffix(suffix) else { return false }
        let year = key.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
        return year.isEmpty || (year.count == 2 && year.allSatisfy(isDigit))
    }

    /// The year that the two digits in an attribute's name stand for, such as `2013` for `wd13cd` and
    /// `1991` for `wd91cd`.
    static func vintage(_ attribute: String) -> String? {
        let digits = key(attribute).utf8.filter(isDigit)
        guard digits.count == 2, let first = digits.first else { return nil }
        return (first >= UInt8(ascii: "7") ? "19" : "20") + String(decoding: digits, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
