import Geometry

extension RingFault {
    /// The first thing wrong with a ring as it stands in the file, or nil. Numbers come first: while they are
    /// wrong, the shape says nothing.
    init?(checking content: CoordinateText, line: Int) {
        if let fault = content.fault {
            self.init(kind: .notNumbers(fault.text), line: line + fault.linesBefore)
            return
        }
        let points = content.points
        // Nearly all rings; the three passes below are for the rest.
        var isSound = points.count >= 4 && points.first == points.last
        for point in points where !point.isInUnitedKingdom { isSound = false }
        guard !isSound else { return nil }
        if let wrong = points.first(where: { !$0.isOnEarth }) {
            let turned = Coordinate(longitude: wrong.latitude, latitude: wrong.longitude)
            let kind: Kind = turned.isInUnitedKingdom ? .swapped(wrong.text) : .outOfRange(wrong.text)
            self.init(kind: kind, line: line)
            return
        }
        // A ring is swapped as a whole: one far corner alone is a mistake of another kind.
        let turned = points.allSatisfy { point in
            !point.isInUnitedKingdom
                && Coordinate(longitude: point.latitude, latitude: point.longitude).isInUnitedKingdom
        }
        if turned, let first = points.first {
            self.init(kind: .swapped(first.text), line: line)
            return
        }
        if points.count < 4 {
            self.init(kind: .tooFewPoints(points.count, first: points.first?.text), line: line)
        } else if let first = points.first, let last = points.last, first != last {
            self.init(kind: .unclosed(first: first.text, last: last.text), line: line)
        } else {
            return nil
        }
    }
}

extension Coordinate {
    /// As KML writes it.
    var text: String { "\(longitude),\(latitude)" }

    /// Whether the place is in the box around the United Kingdom and its near waters. Exact enough to tell
    /// a pair of swapped numbers: no part of the box is in the box turned over.
    package var isInUnitedKingdom: Bool {
        longitude >= -14 && longitude <= 2.5 && latitude >= 49 && latitude <= 61.5
    }
}
