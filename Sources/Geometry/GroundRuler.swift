/// Measures many short ways in one region: as `groundMetres`, to a few parts in a hundred million, without asking
/// for a sine each time.
package struct GroundRuler: Sendable {
    private let scales: [GroundScale]
    private let south: Double
    private static let stepsPerDegree = 64.0

    /// A ruler for places in a box on earth.
    package init(_ box: BoundingBox) {
        south = box.isEmpty ? 0 : max(box.south, -90)
        let north = box.isEmpty ? 0 : min(box.north, 90)
        let steps = Int((max(north - south, 0) * Self.stepsPerDegree).rounded(.up)) + 2
        let first = south
        scales = (0..<steps).map { GroundScale(atLatitude: first + Double($0) / Self.stepsPerDegree) }
    }

    /// The length in metres of the straight way between two places of the box.
    package func metres(_ start: Coordinate, _ end: Coordinate) -> Double {
        let position = ((start.latitude + end.latitude) / 2 - south) * Self.stepsPerDegree
        let step = Int(min(max(position, 0), Double(scales.count - 2)))
        let share = position - Double(step)
        let (low, high) = (scales[step], scales[step + 1])
        let east =
            (end.longitude - start.longitude) * (low.longitude + (high.longitude - low.longitude) * share)
        let north = (end.latitude - start.latitude) * (low.latitude + (high.latitude - low.latitude) * share)
        return (east * east + north * north).squareRoot()
    }
}
