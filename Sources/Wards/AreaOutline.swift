import Geometry

/// The outer border of several wards taken together, ready to be asked how far it is from many places.
///
/// Borders between wards of the set are no part of it; the rings of holes are.
public struct AreaOutline: Sendable {
    private struct Run: Sendable {
        var box: BoundingBox
        var edges: Range<Int>
    }

    /// Neighbouring edges in runs, and runs of runs, each with a box: whole runs that are too far are
    /// passed over.
    private var edges: [(start: Coordinate, end: Coordinate)] = []
    private var runs: [Run] = []
    private var longRuns: [(box: BoundingBox, runs: Range<Int>)] = []
    private static let runLength = 16

    init(_ isMember: [Bool], _ index: PointIndex) {
        for edge in index.table.edges {
            let first = isMember[Int(index.partWards[Int(edge.first)])]
            let second = edge.isShared && isMember[Int(index.partWards[Int(edge.second)])]
            if first != second { edges.append(index.table.ends(of: edge)) }
        }
        for start in stride(from: 0, to: edges.count, by: Self.runLength) {
            let range = start..<min(start + Self.runLength, edges.count)
            var box = BoundingBox.empty
            for edge in edges[range] { box.include(BoundingBox(edge.start, edge.end)) }
            runs.append(Run(box: box, edges: range))
        }
        for start in stride(from: 0, to: runs.count, by: Self.runLength) {
            let range = start..<min(start + Self.runLength, runs.count)
            var box = BoundingBox.empty
            for run in runs[range] { box.include(run.box) }
            longRuns.append((box, range))
        }
    }

    /// Whether the set has no border at all, as an empty one.
    public var isEmpty: Bool { edges.isEmpty }

    /// The length of the border in metres.
    public var metres: Double { edges.reduce(0) { $0 + groundMetres($1.start, $1.end) } }

    /// The distance in metres from a place to the nearest point of the border, from either side of it.
    /// Infinite for an empty set. Good to a few parts in a thousand within some tens of kilometres.
    public func metres(from point: Coordinate) -> Double {
        var nearest = NearestEdge(to: point)
        for long in longRuns where nearest.couldBeNearer(in: long.box) {
            for run in runs[long.runs] where nearest.couldBeNearer(in: run.box) {
                for edge in edges[run.edges] { nearest.consider(edge.start, edge.end) }
            }
        }
        return nearest.metres ?? .infinity
    }
}
