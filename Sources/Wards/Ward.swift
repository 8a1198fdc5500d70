/// One ward of a map, with the figures of its outline.
public struct Ward: Hashable, Sendable {
    /// The nine-character code, the only one of its kind on the map.
    public let code: String
    /// The name, which may repeat; empty when the file gives none.
    public let name: String
    /// The code of its local authority, or nil.
    public let authorityCode: String?
    /// The name of its local authority, or nil.
    public let authorityName: String?
    /// The number of separate parts, at least one.
    public let parts: Int
    /// The number of holes in all parts.
    public let holes: Int
    /// The number of corner points of all rings, each counted once.
    public let vertices: Int
    /// The area in hectares, holes taken off.
    public let hectares: Double
}
