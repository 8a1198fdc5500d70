// Draws approximate ward outlines from labelled sample points, as KML.
//
//     swiftc -O Boundaries/draw.swift -o .build/draw
//     .build/draw ward-sample-points.csv wards-2013.csv lot-wards.csv \
//         > Boundaries/connecting-communities-approximate.kml
//
// The points lie on a triangular lattice 250 metres apart. Three points that are each other's neighbours
// make a triangle, and the outlines are drawn triangle by triangle ("marching triangles"):
//
//  1. A border crosses every lattice edge whose two ends are in different wards.
//  2. In a triangle with two wards the border is one straight piece; with three wards it is three pieces
//     that meet at a junction. A triangle is never ambiguous, as a square would be, so wards meet along
//     borders, never at a corner.
//  3. Crossings then slide along their own lattice edges towards a straighter border. No crossing leaves
//     its edge, so no piece leaves its triangle: nothing can cross, and every point stays in its own ward.
//  4. Every piece is stored once and belongs to the wards on both its sides, so that neighbours share their
//     border to the last digit. The outlines are read off by walking the pieces with the ward on the left.
//
// One correction: two wards listed as neighbours can share a border too short for the lattice to see. Then
// the listed ward is led through the fewest lattice edges to its neighbour as a narrow tongue, which lies
// between sample points and so takes none of them. The names of the wards play no part.
//
// Nothing depends on hash order or on the clock: the same input gives the same bytes.

import Foundation

// MARK: - What can be adjusted

/// Distance between sample points, and how far a point may be from where the lattice expects it.
let spacing = 250.0
let tolerance = 60.0
/// Metres in a degree near 52.5° north. Used only to find lattice neighbours and to weigh lengths against
/// each other.
let metresPerDegree = (longitude: 67_900.0, latitude: 111_270.0)
/// How close to a sample point a border may come, as a share of the lattice edge: 80 metres. Nearer, long
/// borders grow straighter but the corners between them are cut off.
let clearance = 0.32
/// How often crossings slide, and how far each time (1 = all the way to the straight line).
let rounds = 10
let stride = 0.5
/// Width of a tongue, as a share of the lattice edge it crosses.
let tongueWidth = 0.2
/// What the file says of itself. Measured against the official generalised outlines: see BOUNDARIES.md.
let statedAccuracy = 150

// MARK: - Reading

struct Point {
    var longitude: Double
    var latitude: Double

    /// A place on the way from one point to another.
    func towards(_ other: Point, _ share: Double) -> Point {
        Point(
            longitude: longitude + (other.longitude - longitude) * share,
            latitude: latitude + (other.latitude - latitude) * share)
    }

    static func mean(_ points: [Point]) -> Point {
        Point(
            longitude: points.reduce(0) { $0 + $1.longitude } / Double(points.count),
            latitude: points.reduce(0) { $0 + $1.latitude } / Double(points.count))
    }
}

struct Ward {
    var code: String
    var name: String
    var authorityCode: String
    var authorityName: String
}

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("draw: \(message)\n".utf8))
    exit(2)
}

/// The rows of a comma-separated file by column name. None of the three files has a comma or a line break
/// in quotes other than around a whole cell.
func rows(of path: String) -> [[String: String]] {
    guard let data = FileManager.default.contents(atPath: path) else { fail("cannot read \(path)") }
    var lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(cells)
    guard !lines.isEmpty else { fail("\(path) is empty") }
    let header = lines.removeFirst()
    return lines.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
}

func cells(of line: Substring) -> [String] {
    var cells = [""]
    var quoted = false
    for character in line {
        if character == "\"" {
            quoted.toggle()
        } else if character == ",", !quoted {
            cells.append("")
        } else {
            cells[cells.count - 1].append(character)
        }
    }
    return cells
}

/// The nine-character ward codes in a text, in order.
func codes(in text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        .filter { $0.count == 9 && $0.hasPrefix("E05") }
}

// MARK: - The lattice

/// An edge between two neighbouring sample points, the smaller index first.
struct Edge: Hashable {
    var first: Int
    var second: Int

    init(_ a: Int, _ b: Int) {
        first = min(a, b)
        second = max(a, b)
    }
}

struct Lattice {
    var points: [Point] = []
    /// The ward of each point as an index into the wards; `Lattice.elsewhere` in any other ward.
    var labels: [Int] = []
    /// Corners counter-clockwise.
    var triangles: [[Int]] = []
    var trianglesAtEdge: [Edge: [Int]] = [:]

    static let elsewhere = -1

    init(points: [Point], labels: [Int]) {
        self.points = points
        self.labels = labels
        let finder = Finder(points)
        for index in points.indices {
            let east = finder.neighbour(of: index, east: spacing, north: 0)
            let northEast = finder.neighbour(of: index, east: spacing / 2, north: spacing * 0.75.squareRoot())
            let northWest = finder.neighbour(
                of: index, east: -spacing / 2, north: spacing * 0.75.squareRoot())
            if let east, let northEast { add([index, east, northEast]) }
            if let northEast, let northWest { add([index, northEast, northWest]) }
        }
    }

    private mutating func add(_ corners: [Int]) {
        for side in 0..<3 {
            trianglesAtEdge[Edge(corners[side], corners[(side + 1) % 3]), default: []].append(triangles.count)
        }
        triangles.append(corners)
    }

    /// The corner of a triangle that is not on an edge.
    func corner(of triangle: Int, opposite edge: Edge) -> Int {
        triangles[triangle].first { $0 != edge.first && $0 != edge.second } ?? triangles[triangle][0]
    }

    /// Finds points by where they should be.
    private struct Finder {
        let points: [Point]
        var buckets: [[Int]: [Int]] = [:]

        init(_ points: [Point]) {
            self.points = points
            for (index, point) in points.enumerated() {
                buckets[bucket(of: point), default: []].append(index)
            }
        }

        func bucket(of point: Point) -> [Int] {
            [
                Int((point.longitude * metresPerDegree.longitude / spacing).rounded(.down)),
                Int((point.latitude * metresPerDegree.latitude / spacing).rounded(.down)),
            ]
        }

        func neighbour(of index: Int, east: Double, north: Double) -> Int? {
            let wanted = Point(
                longitude: points[index].longitude + east / metresPerDegree.longitude,
                latitude: points[index].latitude + north / metresPerDegree.latitude)
            let home = bucket(of: wanted)
            for column in home[0] - 1...home[0] + 1 {
                for row in home[1] - 1...home[1] + 1 {
                    for candidate in buckets[[column, row]] ?? [] {
                        let x = (points[candidate].longitude - wanted.longitude) * metresPerDegree.longitude
                        let y = (points[candidate].latitude - wanted.latitude) * metresPerDegree.latitude
                        if x * x + y * y < tolerance * tolerance { return candidate }
                    }
                }
            }
            return nil
        }
    }
}

// MARK: - Who touches whom

/// Wards led between two sample points, from the edge's first end to its second.
typealias Tongues = [Edge: [Int]]

struct Pair: Hashable {
    var low: Int
    var high: Int

    init(_ a: Int, _ b: Int) {
        low = min(a, b)
        high = max(a, b)
    }
}

extension Lattice {
    /// The wards along an edge, from its first end to its second.
    func wards(along edge: Edge, _ tongues: Tongues) -> [Int] {
        var wards = [labels[edge.first]]
        for ward in (tongues[edge] ?? []) + [labels[edge.second]] where ward != wards.last {
            wards.append(ward)
        }
        return wards
    }

    /// The wards around a triangle, counter-clockwise, each named once at each appearance.
    func wards(around triangle: Int, _ tongues: Tongues) -> [Int] {
        var around: [Int] = []
        let corners = triangles[triangle]
        for side in 0..<3 {
            let edge = Edge(corners[side], corners[(side + 1) % 3])
            let along = wards(along: edge, tongues)
            around += (edge.first == corners[side] ? along : along.reversed()).dropLast()
        }
        var short: [Int] = []
        for ward in around where ward != short.last { short.append(ward) }
        while short.count > 1, short.first == short.last { short.removeLast() }
        return short
    }

    /// Every pair of wards that share border as drawn.
    func contacts(_ tongues: Tongues) -> Set<Pair> {
        var pairs: Set<Pair> = []
        for edge in trianglesAtEdge.keys {
            let along = wards(along: edge, tongues)
            for (one, other) in zip(along, along.dropFirst()) { pairs.insert(Pair(one, other)) }
        }
        for triangle in triangles.indices {
            // Where four wards meet, a tongue has just arrived: it touches the ward across from it.
            let around = wards(around: triangle, tongues)
            guard around.count == 4, Set(around).count == 4 else { continue }
            let arrived = tongueWard(in: triangle, tongues)
            for ward in around where ward != arrived { pairs.insert(Pair(ward, arrived)) }
        }
        return pairs
    }

    /// The ward whose tongue enters a triangle.
    func tongueWard(in triangle: Int, _ tongues: Tongues) -> Int {
        let corners = triangles[triangle]
        for side in 0..<3 {
            if let ward = tongues[Edge(corners[side], corners[(side + 1) % 3])]?.first { return ward }
        }
        return Lattice.elsewhere
    }

    /// Leads a tongue from `ward` to `target` through as few edges as can be, or nil if they are not near.
    func tongue(from ward: Int, to target: Int, reach: Int) -> [Edge]? {
        var paths: [(triangle: Int, edges: [Edge])] = []
        for triangle in triangles.indices where triangles[triangle].contains(where: { labels[$0] == ward }) {
            paths.append((triangle, []))
        }
        for _ in 0..<reach {
            var longer: [(triangle: Int, edges: [Edge])] = []
            for path in paths {
                let corners = triangles[path.triangle]
                for side in 0..<3 {
                    let edge = Edge(corners[side], corners[(side + 1) % 3])
                    let ends = [labels[edge.first], labels[edge.second]]
                    // A tongue runs between two wards; it never cuts one in two, nor leaves the wards
                    // drawn.
                    if ends[0] == ends[1] || ends.contains(ward) || ends.contains(target) { continue }
                    if ends.contains(Lattice.elsewhere) { continue }
                    guard let next = trianglesAtEdge[edge]?.first(where: { $0 != path.triangle }) else {
                        continue
                    }
                    let edges = path.edges + [edge]
                    if labels[corner(of: next, opposite: edge)] == target { return edges }
                    longer.append((next, edges))
                }
            }
            paths = longer
        }
        return nil
    }

    /// Tongues for every listed pair of neighbours that the lattice alone does not bring together.
    func tongues(for listed: [(ward: Int, neighbour: Int)]) -> Tongues {
        var tongues: Tongues = [:]
        let found = contacts([:])
        let missing = listed.filter { !found.contains(Pair($0.ward, $0.neighbour)) }
        for pair in missing {
            guard let edges = tongue(from: pair.ward, to: pair.neighbour, reach: 3) else {
                fail("two listed neighbours are not near each other in the sample")
            }
            for edge in edges where tongues[edge] == nil { tongues[edge] = [pair.ward] }
        }
        return tongues
    }
}

// MARK: - Borders

/// A piece of border with the ward on either side of its direction.
struct Piece {
    var start: Int
    var end: Int
    var left: Int
    var right: Int
}

struct Borders {
    var places: [Point] = []
    var pieces: [Piece] = []
    /// For each crossing, the edge it lies on and the share of the edge it may slide within; nil at
    /// junctions.
    var tracks: [(from: Point, to: Point, range: ClosedRange<Double>)?] = []
    var joined: [[Int]] = []

    init(_ lattice: Lattice, _ tongues: Tongues) {
        var crossings: [Edge: [Int]] = [:]
        for edge in lattice.trianglesAtEdge.keys.sorted(by: { ($0.first, $0.second) < ($1.first, $1.second) })
        {
            let count = lattice.wards(along: edge, tongues).count - 1
            let from = lattice.points[edge.first]
            let to = lattice.points[edge.second]
            crossings[edge] = (0..<count).map { number in
                let share = count == 1 ? 0.5 : 0.5 + (number == 0 ? -tongueWidth : tongueWidth) / 2
                let range = count == 1 ? clearance...(1 - clearance) : share...share
                tracks.append((from, to, range))
                places.append(from.towards(to, share))
                return places.count - 1
            }
        }
        for triangle in lattice.triangles.indices { draw(triangle, of: lattice, tongues, crossings) }
        joined = Array(repeating: [], count: places.count)
        for piece in pieces {
            joined[piece.start].append(piece.end)
            joined[piece.end].append(piece.start)
        }
    }

    private mutating func junction(_ ends: [Int]) -> Int {
        places.append(.mean(ends.map { places[$0] }))
        tracks.append(nil)
        return places.count - 1
    }

    /// Draws the border inside one triangle. Going counter-clockwise, a crossing from one ward to the next
    /// starts a piece inwards that has the next ward on its right.
    private mutating func draw(
        _ triangle: Int, of lattice: Lattice, _ tongues: Tongues, _ crossings: [Edge: [Int]]
    ) {
        var gates: [(place: Int, before: Int, after: Int)] = []
        let corners = lattice.triangles[triangle]
        for side in 0..<3 {
            let edge = Edge(corners[side], corners[(side + 1) % 3])
            var places = crossings[edge] ?? []
            var along = lattice.wards(along: edge, tongues)
            if edge.first != corners[side] {
                places.reverse()
                along.reverse()
            }
            for (number, place) in places.enumerated() {
                gates.append((place, along[number], along[number + 1]))
            }
        }
        // Cut off, one after another, the wards whose two crossings separate the same two wards.
        var cut = true
        while cut, gates.count > 1 {
            cut = false
            for number in gates.indices {
                let next = (number + 1) % gates.count
                if gates[number].before == gates[next].after {
                    pieces.append(
                        Piece(
                            start: gates[number].place, end: gates[next].place,
                            left: gates[number].before, right: gates[number].after))
                    gates = gates.indices.filter { $0 != number && $0 != next }.map { gates[$0] }
                    cut = true
                    break
                }
            }
        }
        if gates.count == 3 {
            let centre = junction(gates.map(\.place))
            for gate in gates { add(gate, to: centre) }
        } else if gates.count == 4 {
            // A tongue arrives: its two crossings go to two junctions with a short border between them.
            let ward = lattice.tongueWard(in: triangle, tongues)
            guard let first = gates.firstIndex(where: { $0.after == ward }) else {
                fail("a tongue lost its way")
            }
            let turn = gates[first...] + gates[..<first]
            let around = Array(turn)
            let one = junction([around[0].place, around[3].place])
            let other = junction([around[1].place, around[2].place])
            add(around[0], to: one)
            add(around[3], to: one)
            add(around[1], to: other)
            add(around[2], to: other)
            pieces.append(Piece(start: one, end: other, left: around[2].after, right: ward))
        } else if !gates.isEmpty {
            fail("five wards meet in one triangle")
        }
    }

    private mutating func add(_ gate: (place: Int, before: Int, after: Int), to end: Int) {
        pieces.append(Piece(start: gate.place, end: end, left: gate.before, right: gate.after))
    }

    /// Slides crossings towards the straight line between the places before and after them.
    mutating func straighten() {
        for _ in 0..<rounds {
            for place in places.indices {
                let around = joined[place].map { places[$0] }
                guard !around.isEmpty else { continue }
                let middle = Point.mean(around)
                guard let track = tracks[place] else {
                    places[place] = middle
                    continue
                }
                let share = Self.share(
                    of: places[place].towards(middle, stride), from: track.from, to: track.to)
                places[place] = track.from.towards(
                    track.to, min(max(share, track.range.lowerBound), track.range.upperBound))
            }
        }
    }

    /// How far along a line the foot of a point is.
    private static func share(of point: Point, from: Point, to: Point) -> Double {
        let x = (to.longitude - from.longitude) * metresPerDegree.longitude
        let y = (to.latitude - from.latitude) * metresPerDegree.latitude
        let u = (point.longitude - from.longitude) * metresPerDegree.longitude
        let v = (point.latitude - from.latitude) * metresPerDegree.latitude
        return (x * u + y * v) / (x * x + y * y)
    }

    /// The rings of one ward: outer ones counter-clockwise, holes clockwise.
    func rings(of ward: Int) -> [[Int]] {
        var next: [Int: Int] = [:]
        for piece in pieces {
            if piece.left == ward { next[piece.start] = piece.end }
            if piece.right == ward { next[piece.end] = piece.start }
        }
        var rings: [[Int]] = []
        for start in next.keys.sorted() {
            var ring: [Int] = []
            var place = start
            while let following = next.removeValue(forKey: place) {
                ring.append(place)
                place = following
            }
            if !ring.isEmpty { rings.append(ring) }
        }
        return rings
    }

    /// Twice the area inside a ring, in square metres; negative if it runs clockwise.
    func doubleArea(_ ring: [Int]) -> Double {
        var sum = 0.0
        for (number, place) in ring.enumerated() {
            let from = places[place]
            let to = places[ring[(number + 1) % ring.count]]
            sum += from.longitude * to.latitude - to.longitude * from.latitude
        }
        return sum * metresPerDegree.longitude * metresPerDegree.latitude
    }

    func contains(_ ring: [Int], _ point: Point) -> Bool {
        var inside = false
        for (number, place) in ring.enumerated() {
            let from = places[place]
            let to = places[ring[(number + 1) % ring.count]]
            guard (from.latitude > point.latitude) != (to.latitude > point.latitude) else { continue }
            let share = (point.latitude - from.latitude) / (to.latitude - from.latitude)
            if from.longitude + (to.longitude - from.longitude) * share > point.longitude { inside.toggle() }
        }
        return inside
    }
}

// MARK: - KML

struct KML {
    var text = ""

    mutating func line(_ depth: Int, _ content: String) {
        text += String(repeating: "  ", count: depth) + content + "\n"
    }

    static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
    }

    /// Degrees to six decimals, about a tenth of a metre.
    static func degrees(_ value: Double) -> String {
        let millionths = Int((value * 1_000_000).rounded())
        let digits = String(abs(millionths) % 1_000_000)
        let whole = abs(millionths) / 1_000_000
        return (millionths < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: 6 - digits.count)
            + digits
    }

    mutating func open(name: String, description: String) {
        line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        line(0, "<kml xmlns=\"http://www.opengis.net/kml/2.2\">")
        line(0, "<Document id=\"root_doc\">")
        line(1, "<name>\(name)</name>")
        line(1, "<description>\(Self.escaped(description))</description>")
        line(1, "<ExtendedData>")
        line(2, "<Data name=\"accuracy metres\"><value>\(statedAccuracy)</value></Data>")
        line(1, "</ExtendedData>")
        line(1, "<Schema name=\"\(name)\" id=\"\(name)\">")
        for field in ["wd13cd", "wd13nm", "lad13cd", "lad13nm"] {
            line(2, "<SimpleField name=\"\(field)\" type=\"string\"></SimpleField>")
        }
        line(1, "</Schema>")
        line(1, "<Folder><name>\(name)</name>")
    }

    mutating func placemark(
        _ ward: Ward, schema: String, parts: [(outer: [Int], holes: [[Int]])], _ borders: Borders
    ) {
        line(2, "<Placemark>")
        line(3, "<ExtendedData><SchemaData schemaUrl=\"#\(schema)\">")
        line(4, "<SimpleData name=\"wd13cd\">\(ward.code)</SimpleData>")
        line(4, "<SimpleData name=\"wd13nm\">\(Self.escaped(ward.name))</SimpleData>")
        line(4, "<SimpleData name=\"lad13cd\">\(ward.authorityCode)</SimpleData>")
        line(4, "<SimpleData name=\"lad13nm\">\(Self.escaped(ward.authorityName))</SimpleData>")
        line(3, "</SchemaData></ExtendedData>")
        line(3, "<MultiGeometry>")
        for part in parts {
            line(4, "<Polygon>")
            line(5, "<outerBoundaryIs>" + Self.ring(part.outer, borders) + "</outerBoundaryIs>")
            for hole in part.holes {
                line(5, "<innerBoundaryIs>" + Self.ring(hole, borders) + "</innerBoundaryIs>")
            }
            line(4, "</Polygon>")
        }
        line(3, "</MultiGeometry>")
        line(2, "</Placemark>")
    }

    mutating func close() {
        line(1, "</Folder>")
        line(0, "</Document>")
        line(0, "</kml>")
    }

    static func ring(_ ring: [Int], _ borders: Borders) -> String {
        let closed = ring + [ring[0]]
        let text = closed.map {
            degrees(borders.places[$0].longitude) + "," + degrees(borders.places[$0].latitude)
        }
        return "<LinearRing><coordinates>" + text.joined(separator: " ") + "</coordinates></LinearRing>"
    }
}

// MARK: - The recipe

guard CommandLine.arguments.count == 4 else {
    fail("usage: draw ward-sample-points.csv wards-2013.csv lot-wards.csv > outlines.kml")
}
let sample = rows(of: CommandLine.arguments[1])
let wards = rows(of: CommandLine.arguments[2]).map {
    Ward(
        code: $0["ward_code"] ?? "", name: $0["ward_name"] ?? "",
        authorityCode: $0["authority_code"] ?? "", authorityName: $0["authority_name"] ?? "")
}.sorted { $0.code < $1.code }
let index = Dictionary(uniqueKeysWithValues: wards.enumerated().map { ($1.code, $0) })

let lattice = Lattice(
    points: sample.map {
        guard let longitude = Double($0["longitude"] ?? ""), let latitude = Double($0["latitude"] ?? "")
        else {
            fail("a sample point has no coordinates")
        }
        return Point(longitude: longitude, latitude: latitude)
    },
    labels: sample.map {
        let code = $0["ward_code"] ?? ""
        guard code.isEmpty || index[code] != nil else {
            fail("\(code) is in the sample but not in the list of wards")
        }
        return index[code] ?? Lattice.elsewhere
    })

var listed: [(ward: Int, neighbour: Int)] = []
for row in rows(of: CommandLine.arguments[3]) {
    guard let ward = index[row["ward_code_before_2018-05"] ?? ""] else {
        fail("a lot is not in the list of wards")
    }
    for code in codes(in: row["neighbouring_wards_wd13_approx_shared_border"] ?? "") {
        guard let neighbour = index[code] else { fail("\(code) is a neighbour but not in the list of wards") }
        listed.append((ward, neighbour))
    }
}
let tongues = lattice.tongues(for: listed)

// The drawn neighbours of every listed ward are those listed, no fewer and no more.
let contacts = lattice.contacts(tongues)
for ward in Set(listed.map(\.ward)).sorted() {
    let drawn = Set(
        contacts.filter { $0.low == ward || $0.high == ward }.map { $0.low == ward ? $0.high : $0.low })
    let wanted = Set(listed.filter { $0.ward == ward }.map(\.neighbour))
    let wrong = drawn.subtracting([Lattice.elsewhere]).symmetricDifference(wanted).map { wards[$0].code }
        .sorted()
    if !wrong.isEmpty { fail("\(wards[ward].code) has wrong neighbours: \(wrong.joined(separator: ", "))") }
}

var borders = Borders(lattice, tongues)
borders.straighten()

let name = "Wards_December_2013_approximate_Connecting_Communities"
var kml = KML()
kml.open(
    name: name,
    description: """
        Approximate outlines of the nine Connecting Communities wards and their neighbours. Not official \
        boundaries: drawn from a sample of points 250 metres apart, accurate to about \(statedAccuracy) metres. \
        Ward codes and names are those of December 2013. Anyone within \(statedAccuracy) metres of a border \
        should be checked against the official outlines. Source: Office for National Statistics licensed \
        under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right.
        """)
for (number, ward) in wards.enumerated() {
    let rings = borders.rings(of: number)
    let outers = rings.filter { borders.doubleArea($0) > 0 }.sorted {
        borders.doubleArea($0) > borders.doubleArea($1)
    }
    let holes = rings.filter { borders.doubleArea($0) < 0 }
    guard !outers.isEmpty else { fail("\(ward.code) has no sample points") }
    // A hole belongs to the smallest part that holds it.
    var parts = outers.map { (outer: $0, holes: [[Int]]()) }
    for hole in holes {
        let inside = parts.indices.last { borders.contains(parts[$0].outer, borders.places[hole[0]]) }
        guard let inside else { fail("\(ward.code) has a hole outside its outline") }
        parts[inside].holes.append(hole)
    }
    kml.placemark(ward, schema: name, parts: parts, borders)
}
kml.close()
FileHandle.standardOutput.write(Data(kml.text.utf8))
