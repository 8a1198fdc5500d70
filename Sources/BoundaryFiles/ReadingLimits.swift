/// How much of a boundary file is read before it is refused, so that a broken or hostile file cannot take the
/// machine's memory. The whole United Kingdom in full precision is 51 MB, 8,900 wards and 1.2 million points.
public struct ReadingLimits: Hashable, Sendable {
    /// The most bytes in a file.
    public var bytes: Int
    /// The most elements inside each other.
    public var depth: Int
    /// The most corner points in a file.
    public var points: Int
    /// The most placemarks in a file.
    public var placemarks: Int

    /// Four times what the whole United Kingdom needs.
    public static let standard = ReadingLimits(
        bytes: 256 << 20, depth: 64, points: 8_000_000, placemarks: 100_000)

    /// Limits of the caller's choosing.
    public init(bytes: Int, depth: Int, points: Int, placemarks: Int) {
        self.bytes = bytes
        self.depth = depth
        self.points = points
        self.placemarks = placemarks
    }
}
