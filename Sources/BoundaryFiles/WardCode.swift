/// The nine-character codes that the statistics offices give to wards, such as `E05001216`.
public enum WardCode {
    /// Whether a text has the form of a code: `E`, `W`, `S` or `N` and eight digits. Capitals only, no
    /// spaces.
    public static func isWellFormed(_ code: some StringProtocol) -> Bool {
        let bytes = Array(code.utf8)
        guard bytes.count == 9, let first = bytes.first, "EWSN".utf8.contains(first) else { return false }
        return bytes.dropFirst().allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
}
