import Geometry

/// One placemark of a KML file: its name, what the file says about it, and the areas it outlines.
///
/// Points, lines, tracks and pictures are left out; a placemark that has nothing else has no polygons.
public struct Placemark: Hashable, Sendable {
    /// One named value of the placemark's extended data.
    public struct Attribute: Hashable, Sendable {
        /// The name as the file spells it, such as `wd13cd`.
        public var name: String
        /// The value, without white space at either end.
        public var value: String

        /// An attribute from its parts.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The `name` element, without white space at either end; nil when there is none or it is empty.
    public internal(set) var name: String?
    /// The extended data, in the order of the file.
    public internal(set) var attributes: [Attribute] = []
    /// The areas, in the order of the file, nested collections flattened.
    public internal(set) var polygons: [Polygon] = []
    /// The line on which the placemark begins, from 1.
    public internal(set) var line: Int
    /// Attributes that its description tells, as older exports do.
    var described: [Attribute] = []
    /// What is wrong with its outlines.
    var faults: [RingFault] = []

    init(line: Int) { self.line = line }
}

/// Something wrong with one ring, kept until the name of its ward is known.
struct RingFault: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        /// The first point, written out, and the last.
        case unclosed(first: String, last: String)
        /// How many, and the first written out.
        case tooFewPoints(Int, first: String?)
        case notNumbers(String)
        case outOfRange(String)
        case swapped(String)
        case noOuterRing
        case severalOuterRings
    }
    var kind: Kind
    var line: Int
}
