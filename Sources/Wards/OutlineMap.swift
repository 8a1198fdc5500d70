import BoundaryFiles
import Diagnostics
import Geometry

/// The named areas of boundary files that are no wards, ready to be asked which of them hold a place.
public struct OutlineMap: Sendable {
    /// The areas in the order of the files.
    public let outlines: [NamedOutline]
    private let boxes: [BoundingBox]
    private let numbers: [String: Int]

    /// A map of no areas.
    public static let empty = OutlineMap([], numbers: [:])

    /// Joins the areas of files. Throws when two have one name (B141), naming both places; names are compared
    /// as `WardName` compares them.
    public init(_ files: [BoundaryFile]) throws(Problems) {
        let placed = files.flatMap { file in file.outlines.map { (file: file.name, outline: $0) } }
        var numbers: [String: Int] = [:]
        var repeated: [Problem] = []
        for (number, one) in placed.enumerated() {
            let key = WardName.key(one.outline.name)
            guard let first = numbers[key] else {
                numbers[key] = number
                continue
            }
            repeated.append(
                Problem(
                    BoundaryCode.repeatedOutline, "Two outlines are called “\(one.outline.name)”.",
                    expected: "A name of its own for each outline without a ward code.",
                    at: [
                        SourcePlace(source: one.file, line: one.outline.line),
                        SourcePlace(
                            source: placed[first].file, line: placed[first].outline.line, label: "first here"),
                    ]))
        }
        guard repeated.isEmpty else { throw Problems(repeated) }
        self.init(placed.map(\.outline), numbers: numbers)
    }

    private init(_ outlines: [NamedOutline], numbers: [String: Int]) {
        self.outlines = outlines
        self.numbers = numbers
        boxes = outlines.map { outline in
            outline.polygons.reduce(into: BoundingBox.empty) { $0.include($1.box) }
        }
    }

    /// The number of the area with a name, however it is spelled, or nil.
    public func index(named name: String) -> Int? { numbers[WardName.key(name)] }

    /// Where a place is in relation to an area, exactly: the area is the union of its parts, each by the
    /// even-odd rule, and a place on any ring is on the boundary.
    public func position(of point: Coordinate, inOutline number: Int) -> Position {
        guard outlines.indices.contains(number), boxes[number].contains(point) else { return .outside }
        var isInside = false
        for part in outlines[number].polygons {
            switch part.position(of: point) {
            case .boundary: return .boundary
            case .inside: isInside = true
            case .outside: break
            }
        }
        return isInside ? .inside : .outside
    }

    /// The areas that a place is in or on the border of, in the order of the files.
    public func outlines(holding point: Coordinate) -> [Int] {
        outlines.indices.filter { position(of: point, inOutline: $0) != .outside }
    }

    /// The distance in metres from a place to an area: 0 in it and on its border.
    public func distance(metresFrom point: Coordinate, toOutline number: Int) -> Double {
        guard outlines.indices.contains(number) else { return .infinity }
        return outlines[number].polygons.compactMap { $0.metres(from: point) }.min() ?? .infinity
    }

    /// The distance in metres from a place to the border of an area, from either side of it.
    public func distance(metresFrom point: Coordinate, toBorderOfOutline number: Int) -> Double {
        guard outlines.indices.contains(number) else { return .infinity }
        var nearest = NearestEdge(to: point)
        for part in outlines[number].polygons { part.forEachEdge { nearest.consider($0, $1) } }
        return nearest.metres ?? .infinity
    }

    /// Some place well inside an area, in degrees of six decimals; nil for an area too thin to hold one.
    public func place(inOutline number: Int) -> Coordinate? {
        guard outlines.indices.contains(number) else { return nil }
        let box = boxes[number]
        var best: (place: Coordinate, metres: Double)?
        let steps = 24
        for row in 1..<steps {
            for column in 1..<steps {
                let place = Coordinate(
                    longitude: Self.rounded(
                        box.west + (box.east - box.west) * Double(column) / Double(steps)),
                    latitude: Self.rounded(box.south + (box.north - box.south) * Double(row) / Double(steps)))
                guard position(of: place, inOutline: number) == .inside else { continue }
                let metres = distance(metresFrom: place, toBorderOfOutline: number)
                if metres > best?.metres ?? -1 { best = (place, metres) }
            }
        }
        return best?.place
    }

    private static func rounded(_ degrees: Double) -> Double { (degrees * 1_000_000).rounded() / 1_000_000 }
}
