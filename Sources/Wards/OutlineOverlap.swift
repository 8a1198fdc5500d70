import Geometry

/// How much of a ward an outline holds.
public enum OutlineOverlap: Sendable, Hashable {
    /// They share no ground, though they may touch.
    case none
    /// Some of the ward and not all of it, or this could not be told.
    case part
    /// All of the ward.
    case whole
}

extension WardMap {
    /// Stretches smaller than this are left by borders drawn twice, and nobody lives on one.
    private static let leastSquareMetres = 1.0

    /// How much of a ward lies in a named outline, or within so many metres of it.
    ///
    /// Exact but for stretches of less than a square metre. All of a ward counts as near an outline only where the
    /// outline itself holds it.
    public func overlap(
        ofWard ward: WardIndex, withOutline number: Int, withinMetres metres: Double = 0
    ) -> OutlineOverlap {
        guard wards.indices.contains(ward), namedOutlines.outlines.indices.contains(number) else {
            return .none
        }
        let area = namedOutlines.outlines[number].polygons
        let own = outlines[ward]
        let scale = GroundScale(atLatitude: min(boxes[ward].north.magnitude + 1, 89))
        let reach = boxAround(area).grown(
            longitude: metres / scale.longitude * 1.01, latitude: metres / scale.latitude * 1.01)
        guard boxes[ward].touches(reach) else { return .none }
        let arrangement = Arrangement(own + area)
        guard arrangement.isComplete else { return .part }
        var isShared = false
        var isLeft = false
        for face in arrangement.faces where face.squareMetres >= Self.leastSquareMetres {
            guard let first = face.parts.first, first < own.count else { continue }
            if face.parts.contains(where: { $0 >= own.count }) { isShared = true } else { isLeft = true }
        }
        if isShared { return isLeft ? .part : .whole }
        guard metres > 0, gapMetres(own, area, atMost: metres) <= metres else { return .none }
        return .part
    }
}
