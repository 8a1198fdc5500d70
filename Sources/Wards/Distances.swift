import Geometry

extension WardMap {
    /// Every pair of wards that meet, both ways, sorted by ward and neighbour. With a minimum above 0, only
    /// those that share at least so many metres of border.
    ///
    /// With `snapMetres` above 0, badly drawn borders that gape or overlap count as shared. What is compared are
    /// the free edges, which one ward alone has: those of a ward that are within that distance of another
    /// ward's are a border of the two, as long as the shorter of both sides. Wards that share no edge and are
    /// so near for less than four times the distance (or half a metre) only meet in a corner. Without it the
    /// distance is 2 mm; more than 100 m count as 100.
    public func neighbours(minimumMetres: Double = 0, snapMetres: Double = 0) -> [Contact] {
        NeighbourSearch(index, snapMetres: snapMetres).contacts(minimumMetres: minimumMetres)
    }

    /// The wards that can be reached from any of `wards` over at most `steps` borders, those wards
    /// themselves not included, sorted. Corners are no way across.
    public func neighbours(of wards: some Sequence<WardIndex>, within steps: Int = 1) -> [WardIndex] {
        var across: [WardIndex: [WardIndex]] = [:]
        for contact in neighbours() where contact.contact == .border {
            across[contact.ward, default: []].append(contact.neighbour)
        }
        let start = Set(wards)
        var reached = start
        var edge = start
        for _ in 0..<max(steps, 0) where !edge.isEmpty {
            edge = Set(edge.flatMap { across[$0] ?? [] }).subtracting(reached)
            reached.formUnion(edge)
        }
        return reached.subtracting(start).sorted()
    }

    /// The distance in metres from a place to a ward: 0 in it and on its border. Good to a few parts in a
    /// thousand within some tens of kilometres.
    public func distance(metresFrom point: Coordinate, toWard ward: WardIndex) -> Double {
        guard wards.indices.contains(ward) else { return .infinity }
        var least = Double.infinity
        for part in outlines[ward] { least = min(least, part.metres(from: point) ?? .infinity) }
        return least
    }

    /// The outer border of several wards taken together.
    public func outline(of set: some Sequence<WardIndex>) -> AreaOutline {
        var isMember = [Bool](repeating: false, count: wards.count)
        for ward in set where wards.indices.contains(ward) { isMember[ward] = true }
        return AreaOutline(isMember, index)
    }

    /// The distance in metres from a place to the outer border of several wards. For many places, ask
    /// `outline` once.
    public func distance(metresFrom point: Coordinate, toBorderOf set: some Sequence<WardIndex>) -> Double {
        outline(of: set).metres(from: point)
    }

    /// The other wards whose outline comes within so many metres of a ward's, nearest first, with the
    /// distance: 0 where they meet or overlap.
    public func wards(withinMetres metres: Double, of ward: WardIndex) -> [(ward: WardIndex, metres: Double)]
    {
        guard wards.indices.contains(ward), metres >= 0 else { return [] }
        // A degree is no shorter than at the end of the ward that is farther from the equator.
        let box = boxes[ward]
        let scale = GroundScale(atLatitude: min(max(box.south.magnitude, box.north.magnitude) + 1, 89))
        let reach = box.grown(
            longitude: metres / scale.longitude * 1.01, latitude: metres / scale.latitude * 1.01)
        var found: [(ward: WardIndex, metres: Double)] = []
        for other in wards.indices where other != ward && boxes[other].touches(reach) {
            let away = gapMetres(outlines[ward], outlines[other], atMost: metres)
            if away <= metres { found.append((other, away)) }
        }
        return found.sorted { ($0.metres, $0.ward) < ($1.metres, $1.ward) }
    }
}
