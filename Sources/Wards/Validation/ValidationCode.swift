import Diagnostics

/// The codes of what validation finds beyond the errors of reading. They never change meaning.
public enum ValidationCode {
    /// A ring that crosses itself or runs along itself.
    public static let crossing = Problem.Code(rawValue: "B301")
    /// A ring that touches itself in a point (a warning).
    public static let touching = Problem.Code(rawValue: "B302")
    /// A ring that bounds no area.
    public static let noArea = Problem.Code(rawValue: "B303")
    /// A ring that goes out and back along one line (a warning).
    public static let spike = Problem.Code(rawValue: "B304")
    /// The same point several times running (a warning).
    public static let repeatedPoint = Problem.Code(rawValue: "B305")
    /// The same ring twice in one ward.
    public static let repeatedRing = Problem.Code(rawValue: "B306")
    /// A hole that is not in its outline.
    public static let holeOutside = Problem.Code(rawValue: "B307")
    /// A hole that crosses its outline or another hole, or shares a stretch with it.
    public static let holeCrossing = Problem.Code(rawValue: "B308")
    /// Parts of one ward that lie over each other (a warning).
    public static let overlappingParts = Problem.Code(rawValue: "B309")
    /// Two wards that lie over each other.
    public static let overlap = Problem.Code(rawValue: "B310")
    /// A place in no ward, with wards on all sides (a warning).
    public static let gap = Problem.Code(rawValue: "B311")
    /// Overlaps and gaps below the minimum area (a note).
    public static let slivers = Problem.Code(rawValue: "B312")
    /// One code with different names (a warning).
    public static let differentNames = Problem.Code(rawValue: "B313")
    /// Outlines so tangled that not everything was compared (a warning).
    public static let tangled = Problem.Code(rawValue: "B319")
}
