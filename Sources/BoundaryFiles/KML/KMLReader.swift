import Geometry

/// What a KML text holds, found in one pass without a tree: placemarks, and what the document says of itself.
///
/// `XMLStream` tells it of every element and text in turn; names come without their prefix.
struct KMLReader {
    /// Why the reading was given up.
    enum Stop: Hashable, Sendable {
        case notKML(root: String)
        case tooDeep(line: Int)
        case tooManyPoints(line: Int)
        case tooManyPlacemarks(line: Int)
    }

    private(set) var placemarks: [Placemark] = []
    /// The description and the extended data of the document itself.
    private(set) var description: String?
    private(set) var documentAttributes: [Placemark.Attribute] = []
    private(set) var stop: Stop?

    private let limits: ReadingLimits
    private var open: [Element] = []
    private var text: [UInt8] = []
    /// The elements that are open inside a description.
    private var describedTags: [String] = []
    private var isCapturing = false
    private var textLine = 1
    private var points = 0
    /// The last ring read; it keeps its room for the next.
    private var content = CoordinateText()
    private var current: Placemark?
    private var attributeName: String?
    private var outer: [Ring] = []
    private var holes: [Ring] = []
    private var polygonLine = 1
    /// Whether a ring of the polygon being read was at fault, so that the polygon's own faults would only
    /// repeat it.
    private var hasBrokenRing = false

    init(limits: ReadingLimits) { self.limits = limits }

    /// Set when nothing more is wanted.
    var hasStopped: Bool { stop != nil }

    /// The elements that matter; anything else is `other` and its content is skipped over.
    enum Element: String {
        case kml, Document, Folder, Placemark, name, description, ExtendedData, SchemaData, SimpleData, Data
        case value, Polygon, outerBoundaryIs, innerBoundaryIs, LinearRing, coordinates
        case other
    }

    /// An element begins at a line. `name` is what it is called, and only the attribute called “name” of an
    /// element that holds data is handed over.
    mutating func start(
        _ kind: Element, name: @autoclosure () -> String, nameAttribute: String?, line: Int
    ) {
        if open.isEmpty, ![.kml, .Document, .Folder, .Placemark].contains(kind) {
            stop = .notKML(root: name())
            return
        }
        guard open.count < limits.depth else {
            stop = .tooDeep(line: line)
            return
        }
        let parent = open.last
        // Some descriptions are not escaped: the text between their tags is as good.
        let isInDescription = isCapturing && open.contains(.description)
        open.append(kind)
        if isInDescription {
            let tag = name()
            describedTags.append(tag)
            text += Array("<\(tag)>".utf8)
            return
        }
        isCapturing = false
        switch kind {
        case .Placemark where current == nil:
            guard placemarks.count < limits.placemarks else {
                stop = .tooManyPlacemarks(line: line)
                return
            }
            current = Placemark(line: line)
        case .Polygon:
            outer = []
            holes = []
            hasBrokenRing = false
            polygonLine = line
        case .Data:
            attributeName = nameAttribute
        case .SimpleData:
            attributeName = nameAttribute
            capture(line)
        case .value where parent == .Data:
            capture(line)
        case .name where parent == .Placemark:
            capture(line)
        case .description where parent == .Document && description == nil || parent == .Placemark:
            capture(line)
        case .coordinates where parent == .LinearRing && ringRole != nil:
            capture(line)
        default: break
        }
    }

    /// Text of the innermost element: possibly only a piece of it.
    mutating func text(_ piece: UnsafeBufferPointer<UInt8>) {
        if isCapturing { text.append(contentsOf: piece) }
    }

    /// Whether the next text is the first of a ring's points, or the first that its points go on with.
    var isAtPoints: Bool { isCapturing && text.isEmpty && open.last == .coordinates }

    /// Takes the points of a ring off the front of its text, where they lie, if `isAtPoints`.
    mutating func readPoints(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> CoordinateText.Stretch {
        content.readPlain(bytes, from: start, mostPoints: limits.points - points + 1)
    }

    /// The innermost element ends.
    mutating func end() {
        guard let kind = open.popLast() else { return }
        if isCapturing, open.contains(.description) {
            text += Array("</\(describedTags.popLast() ?? "")>".utf8)
            return
        }
        switch kind {
        case .Placemark where !open.contains(.Placemark):
            if let current { placemarks.append(current) }
            current = nil
        case .Polygon: endPolygon()
        case .Data: attributeName = nil
        case .SimpleData where isCapturing: endAttribute()
        case .value where isCapturing: endAttribute()
        case .name where isCapturing:
            let name = trimmedText
            current?.name = name.isEmpty ? nil : name
        case .description where isCapturing && current != nil:
            current?.described = DescriptionTable.attributes(in: text)
        case .description where isCapturing:
            let words = trimmedText
            description = words.isEmpty ? nil : words
        case .coordinates where isCapturing: endRing()
        default: break
        }
        isCapturing = false
    }

    private mutating func capture(_ line: Int) {
        text.removeAll(keepingCapacity: true)
        content.clear()
        isCapturing = true
        textLine = line
    }

    private var trimmedText: String {
        var piece = text[...]
        while let first = piece.first, first <= 0x20 { piece.removeFirst() }
        while let last = piece.last, last <= 0x20 { piece.removeLast() }
        return String(decoding: piece, as: UTF8.self)
    }

    private mutating func endAttribute() {
        guard let name = attributeName else { return }
        let attribute = Placemark.Attribute(name: name, value: trimmedText)
        if current != nil {
            current?.attributes.append(attribute)
        } else if !open.contains(.Folder) {
            documentAttributes.append(attribute)
        }
    }

    /// Whether the ring being read is the outline of its polygon or a hole in it; nil outside a polygon.
    private var ringRole: Element? {
        guard current != nil, open.contains(.Polygon) else { return nil }
        return open.last { $0 == .outerBoundaryIs || $0 == .innerBoundaryIs }
    }

    private mutating func endRing() {
        guard let role = ringRole else { return }
        content.read(text, mostPoints: limits.points - points + 1)
        points += content.points.count
        guard points <= limits.points else {
            stop = .tooManyPoints(line: textLine)
            return
        }
        if let fault = RingFault(checking: content, line: textLine) {
            current?.faults.append(fault)
            hasBrokenRing = true
            return
        }
        let ring = Ring(content.points)
        if role == .outerBoundaryIs { outer.append(ring) } else { holes.append(ring) }
    }

    private mutating func endPolygon() {
        guard current != nil, !hasBrokenRing else { return }
        switch outer.count {
        case 0: current?.faults.append(RingFault(kind: .noOuterRing, line: polygonLine))
        case 1: current?.polygons.append(Polygon(outer: outer[0], holes: holes))
        default: current?.faults.append(RingFault(kind: .severalOuterRings, line: polygonLine))
        }
    }
}
