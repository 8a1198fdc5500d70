import Geometry
import Wards

/// A map of wards as an SVG that any browser and word processor opens.
///
/// The same input gives the same bytes everywhere. Colours are those of Okabe and Ito, which colour-blind
/// people can tell apart; lots also differ by number and hatching, so that a grey print says the same.
public struct MapPicture: Sendable {
    /// An area of the programme to be shown.
    public struct Lot: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Wards of its own, drawn in solid colour.
        public var wards: [WardIndex]
        /// Wards that it has for a time, such as neighbours, drawn hatched.
        public var added: [WardIndex]
        /// What it is shaded by and what is written beside its name, such as its people; nil for a colour of its own.
        public var count: Int?

        /// A lot from its name and wards.
        public init(name: String, wards: [WardIndex], added: [WardIndex] = []) {
            self.name = name
            self.wards = wards
            self.added = added
        }
    }

    /// The heading.
    public var title: String
    /// A line under the heading, such as the day shown.
    public var subtitle = ""
    /// A line at the foot, such as the source of the outlines.
    public var source = ""
    /// The lots, in the order of the key.
    public var lots: [Lot] = []
    /// What lots have counts of, for the key.
    public var counted = ""
    /// Places of people, or of anything else, as dots.
    public var points: [Coordinate] = []
    /// Wards outlined boldly, such as those in which somebody lives whose address is not known.
    public var marked: [WardIndex] = []
    /// What is to be seen, instead of everything; nil for no such wish.
    public var focus: BoundingBox?
    /// Whether only the lots and what lies around them are shown.
    public var showsLotsOnly = false
    /// The width in points of 1/96 inch, within 400 to 10,000.
    public var width = 1_200

    private let map: WardMap

    /// A picture of all wards of a map.
    public init(_ map: WardMap, title: String) {
        self.map = map
        self.title = title
    }

    /// The picture.
    public func svg() -> [UInt8] {
        // Whether a key is needed shows only once the names are set.
        var bare = MapDrawing(self, map, hasKey: false)
        let svg = bare.draw()
        guard bare.needsKey else { return svg }
        var keyed = MapDrawing(self, map, hasKey: true)
        return keyed.draw()
    }

    /// The picture as an element to be put into a page.
    public func embeddedSVG() -> String {
        let text = String(decoding: svg(), as: UTF8.self)
        return text.firstRange(of: "<svg").map { String(text[$0.lowerBound...]) } ?? text
    }
}
