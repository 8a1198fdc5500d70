import Geometry

/// From degrees to places on the page: degrees of longitude and latitude each to the scale that they have in
/// the middle of the map, which keeps shapes and distances true to a few parts in a thousand over a region.
struct Projection {
    let box: BoundingBox
    let left: Double
    let top: Double
    /// Page units in a metre.
    let unitsPerMetre: Double
    private let scale: GroundScale

    var width: Double { (box.east - box.west) * scale.longitude * unitsPerMetre }
    var height: Double { (box.north - box.south) * scale.latitude * unitsPerMetre }

    /// Fits a box into a rectangle of the page, from its upper left corner.
    init(_ box: BoundingBox, left: Double, top: Double, width: Double, height: Double) {
        // A single point, or nothing, still needs a scale.
        let isFlat = box.isEmpty || box.east - box.west < 1e-6 || box.north - box.south < 1e-6
        let wide = box.isEmpty ? BoundingBox(west: 0, south: 0, east: 0, north: 0) : box
        self.box = isFlat ? wide.grown(longitude: 0.01, latitude: 0.01) : wide
        self.left = left
        self.top = top
        scale = GroundScale(atLatitude: min(max((self.box.south + self.box.north) / 2, -85), 85))
        unitsPerMetre = min(
            width / ((self.box.east - self.box.west) * scale.longitude),
            height / ((self.box.north - self.box.south) * scale.latitude))
    }

    /// The rectangle of the page that the map fills.
    var page: PageBox { PageBox(left: left, top: top, right: left + width, bottom: top + height) }

    func place(_ point: Coordinate) -> PagePoint {
        PagePoint(
            x: left + (point.longitude - box.west) * scale.longitude * unitsPerMetre,
            y: top + (box.north - point.latitude) * scale.latitude * unitsPerMetre)
    }

    /// A ring in page units, without corners that fall on the one before to a fifth of a unit.
    func ring(_ ring: Ring) -> [PagePoint] {
        var points: [PagePoint] = []
        for point in ring.points {
            let next = place(point)
            if let last = points.last, (last.x - next.x).magnitude < 0.2, (last.y - next.y).magnitude < 0.2 {
                continue
            }
            points.append(next)
        }
        return points
    }
}

/// A place on the page.
struct PagePoint: Hashable {
    var x: Double
    var y: Double
}

/// An upright rectangle on the page.
struct PageBox: Hashable {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    func touches(_ other: PageBox) -> Bool {
        left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
}
