/// How two wards meet.
public struct Contact: Hashable, Sendable {
    /// The kind of meeting.
    public enum Kind: String, Hashable, Sendable, Codable {
        /// They share a stretch of border.
        case border
        /// They touch in single points only, and are not neighbours in the sense of the programme.
        case corner
    }

    /// The ward asked about.
    public let ward: WardIndex
    /// The ward that it meets.
    public let neighbour: WardIndex
    /// How they meet.
    public let contact: Kind
    /// The length of border they share, in metres on the ground; 0 for a corner.
    public let sharedMetres: Double
}
