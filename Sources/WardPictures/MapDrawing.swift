import Geometry
import Markup
import Wards

/// Draws one picture: background, wards, lots, labels, people, key and scale bar, in this order.
struct MapDrawing {
    private let picture: MapPicture
    private let map: WardMap
    private let view: Projection
    /// The wards that are seen, each as rings on the page.
    private let shapes: [(ward: WardIndex, rings: [[PagePoint]])]
    private let keyLeft: Double
    private let width: Double
    private var svg = SVGText()
    private var key: [(number: String, name: String)] = []
    private var unnamed = 0
    /// How lots with counts are shaded, and the highest count.
    private let shading: (shades: Shading, most: Int)?

    private static let margin = 24.0
    private static let header = 78.0
    private static let keyWidth = 250.0
    /// More numbers than this nobody looks up.
    private static let mostNumbers = 120
    /// Okabe and Ito's colours and a few of Tol's, neighbours in the list far apart in lightness as well.
    static let colours = [
        "#56B4E9", "#E69F00", "#009E73", "#F0E442", "#CC79A7", "#D55E00", "#0072B2", "#DDCC77", "#882255",
        "#44AA99", "#999999",
    ]

    /// `hasKey` is whether room is kept beside the map.
    init(_ picture: MapPicture, _ map: WardMap, hasKey: Bool) {
        self.picture = picture
        self.map = map
        shading = picture.lots.compactMap(\.count).max().map { (Shading(most: $0), $0) }
        width = Double(min(max(picture.width, 400), 10_000))
        keyLeft = hasKey ? width - Self.margin - Self.keyWidth : width
        let inLots = Set(picture.lots.flatMap { $0.wards + $0.added })
        let isCropped = picture.showsLotsOnly && !inLots.isEmpty
        var box = BoundingBox.empty
        for ward in map.wards.indices where !isCropped || inLots.contains(ward) {
            box.include(map.box(ofWard: ward))
        }
        if !isCropped {
            for outline in map.namedOutlines.outlines {
                for part in outline.polygons { box.include(part.box) }
            }
        }
        if isCropped {
            box = box.grown(
                longitude: (box.east - box.west) * 0.04, latitude: (box.north - box.south) * 0.04)
        }
        if let focus = picture.focus, !focus.isEmpty { box = focus }
        let room = keyLeft - 2 * Self.margin
        let view = Projection(box, left: Self.margin, top: Self.header, width: room, height: room * 1.4)
        self.view = view
        shapes = map.wards.indices.filter { map.box(ofWard: $0).touches(view.box) }.map { ward in
            let rings = map.parts(ofWard: ward).flatMap { part in ([part.outer] + part.holes).map(view.ring) }
            return (ward, rings.filter { $0.count > 2 })
        }
    }

    /// Whether the drawing has something to explain.
    private(set) var needsKey = false

    mutating func draw() -> [UInt8] {
        drawWards()
        drawLots()
        drawOutlines()
        drawMarked()
        drawPoints()
        drawLabels()
        needsKey =
            !key.isEmpty || !picture.lots.isEmpty || !picture.points.isEmpty
            || !map.namedOutlines.outlines.isEmpty
        let body = svg.text
        svg = SVGText()
        drawHeader()
        let keyBottom = drawKey()
        let mapBottom = view.top + view.height
        let scaleTop = mapBottom + 18
        let about =
            unnamed == 0
            ? "North is up."
            : "North is up. \(unnamed) small wards are not named: point at one, or draw a wider map."
        ScaleBar(view).write(into: &svg, left: view.left, top: scaleTop, about: about)
        let height = max(scaleTop + 44, keyBottom) + Self.margin + (picture.source.isEmpty ? 0 : 14)
        if !picture.source.isEmpty {
            svg.write(
                picture.source, x: view.left, y: height - Self.margin / 2, size: 10, style: "fill=\"#555\"")
        }
        return Array(frame(height: height, body: body, around: svg.text).utf8)
    }

    private func frame(height: Double, body: String, around: String) -> String {
        let (w, h) = (SVGText.number(width), SVGText.number(height))
        let (vw, vh) = (SVGText.number(view.width), SVGText.number(view.height))
        let (vx, vy) = (SVGText.number(view.left), SVGText.number(view.top))
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(w)" height="\(h)" viewBox="0 0 \(w) \(h)" role="img" \
            font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" fill="#111">
            <title>\(MarkupText.escaped(picture.title))</title>
            <style>.w{fill:#fbfaf7;stroke:#8a8a8a;stroke-width:.6}.l{stroke:#222;stroke-width:1.2}\
            .o{fill:none;stroke:#222;stroke-width:1.4;stroke-dasharray:5 3}\
            .p{fill:#111;stroke:#fff;stroke-width:.8}\
            .q{fill:none;stroke:#fff;stroke-width:7}.r{fill:none;stroke:#111;stroke-width:3.5}\
            .h{paint-order:stroke;stroke:#fff;stroke-width:2.4;stroke-linejoin:round}.s{font-weight:bold}</style>
            <defs><clipPath id="m"><rect x="\(vx)" y="\(vy)" width="\(vw)" height="\(vh)"/></clipPath>
            \(Hatching.definitions(picture.lots.indices.map(hatchColour)))</defs>
            <rect width="\(w)" height="\(h)" fill="#fff"/>
            <g clip-path="url(#m)" stroke-linejoin="round">
            <rect x="\(vx)" y="\(vy)" width="\(vw)" height="\(vh)" fill="#e9eef2"/>
            \(body)</g>
            <rect x="\(vx)" y="\(vy)" width="\(vw)" height="\(vh)" fill="none" stroke="#444" stroke-width=".8"/>
            \(around)</svg>

            """
    }

    // MARK: The map

    private mutating func drawWards() {
        for shape in shapes {
            let ward = map.wards[shape.ward]
            let name = MarkupText.escaped(ward.name.isEmpty ? ward.code : "\(ward.code) \(ward.name)")
            svg.line(
                "<path class=\"w\" fill-rule=\"evenodd\" d=\"\(Self.path(shape.rings))\"><title>\(name)</title></path>"
            )
        }
    }

    private mutating func drawLots() {
        let rings = Dictionary(shapes.map { ($0.ward, $0.rings) }) { first, _ in first }
        for (number, lot) in picture.lots.enumerated() {
            for ward in lot.added {
                guard let rings = rings[ward] else { continue }
                svg.line(
                    "<path class=\"l\" fill=\"url(#h\(number))\" fill-rule=\"evenodd\" stroke-width=\".8\" "
                        + "d=\"\(Self.path(rings))\"/>")
            }
        }
        for (number, lot) in picture.lots.enumerated() {
            for ward in lot.wards {
                guard let rings = rings[ward] else { continue }
                svg.line(
                    "<path class=\"l\" fill=\"\(colour(number))\" fill-rule=\"evenodd\" "
                        + "d=\"\(Self.path(rings))\"/>")
            }
        }
    }

    private mutating func drawOutlines() {
        for outline in map.namedOutlines.outlines {
            let rings = outline.polygons.flatMap { ([$0.outer] + $0.holes).map(view.ring) }
                .filter { $0.count > 2 }
            svg.line(
                "<path class=\"o\" d=\"\(Self.path(rings))\"><title>\(MarkupText.escaped(outline.name))</title></path>"
            )
        }
    }

    /// Lots first, then the wards from large to small. What has no room for its name gets a number in the key.
    private mutating func drawLabels() {
        var lotOfWard: [WardIndex: Int] = [:]
        for (number, lot) in picture.lots.enumerated() {
            for ward in lot.wards where lotOfWard[ward] == nil { lotOfWard[ward] = number }
        }
        let added = Set(picture.lots.flatMap(\.added))
        let counts = wardCounts()
        var waiting: [(ward: WardIndex, room: LabelRoom)] = []
        for shape in shapes {
            let room = LabelRoom(shape.rings, within: view.page)
            let name = map.wards[shape.ward].name + (counts[shape.ward] ?? "")
            let isStrong = lotOfWard[shape.ward] != nil
            if let label = LabelSetting.name(name, in: room, isStrong: isStrong) {
                label.write(into: &svg)
            } else if let lot = lotOfWard[shape.ward], picture.lots[lot].wards.count == 1 {
                // The key says the rest: a lot of one ward is mostly called after it.
                LabelSetting.mark(Self.letter(lot) + (counts[shape.ward] ?? ""), in: room)?.write(into: &svg)
            } else {
                waiting.append((shape.ward, room))
            }
        }
        // Numbers go to what the map is about when there are too many for all.
        if waiting.count > Self.mostNumbers {
            let before = waiting.count
            waiting.removeAll { lotOfWard[$0.ward] == nil && !added.contains($0.ward) }
            if waiting.count > Self.mostNumbers { waiting.removeLast(waiting.count - Self.mostNumbers) }
            unnamed = before - waiting.count
        }
        waiting.sort { one, other in
            let (left, right) = (map.wards[one.ward], map.wards[other.ward])
            return (left.name, left.code) < (right.name, right.code)
        }
        var taken: [PageBox] = []
        for (ward, room) in waiting {
            let number = key.count + 1
            let label = LabelSetting.number(number, in: room, isStrong: lotOfWard[ward] != nil)
            guard let label, !taken.contains(where: { $0.touches(label.box) }) else {
                unnamed += 1
                continue
            }
            taken.append(label.box)
            label.write(into: &svg)
            let name = map.wards[ward].name
            key.append(("\(number)", name.isEmpty ? map.wards[ward].code : name))
        }
    }

    private mutating func drawMarked() {
        for shape in shapes where picture.marked.contains(shape.ward) {
            svg.line(
                "<path class=\"q\" d=\"\(Self.path(shape.rings))\"/><path class=\"r\" d=\"\(Self.path(shape.rings))\"/>"
            )
        }
    }

    private mutating func drawPoints() {
        let size =
            switch picture.points.count {
            case ...20: "5"
            case ...2_000: "2.6"
            default: "1.4"
            }
        for point in picture.points where view.box.contains(point) {
            let place = view.place(point)
            svg.line(
                "<circle class=\"p\" cx=\"\(SVGText.number(place.x))\" cy=\"\(SVGText.number(place.y))\" r=\"\(size)\"/>"
            )
        }
    }

    private static func path(_ rings: [[PagePoint]]) -> String {
        var path = ""
        for ring in rings {
            for (index, point) in ring.enumerated() {
                path += (index == 0 ? "M" : " ") + SVGText.number(point.x) + "," + SVGText.number(point.y)
            }
            path += "Z"
        }
        return path
    }

    /// A to Z, then A2 and so on.
    static func letter(_ lot: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + lot % 26)))
        return lot < 26 ? letter : "\(letter)\(lot / 26 + 1)"
    }

    private func colour(_ lot: Int) -> String {
        guard let shading, let count = picture.lots[lot].count else {
            return Self.colours[lot % Self.colours.count]
        }
        return shading.shades.colour(count)
    }

    /// Hatching in a light shade would not be seen.
    private func hatchColour(_ lot: Int) -> String {
        picture.lots[lot].count == nil ? colour(lot) : "#4a90c4"
    }

    /// What is written after the names of wards that are a whole lot with a count.
    private func wardCounts() -> [WardIndex: String] {
        let wards = picture.lots.flatMap(\.wards)
        let shared = Set(Dictionary(grouping: wards) { $0 }.filter { $0.value.count > 1 }.keys)
        var counts: [WardIndex: String] = [:]
        for lot in picture.lots where lot.wards.count == 1 {
            guard let count = lot.count, let ward = lot.wards.first, !shared.contains(ward) else { continue }
            counts[ward] = ": \(count)"
        }
        return counts
    }

    // MARK: Around the map

    private mutating func drawHeader() {
        svg.write(picture.title, x: Self.margin, y: 36, size: 22, style: "class=\"s\"")
        if !picture.subtitle.isEmpty {
            svg.write(picture.subtitle, x: Self.margin, y: 58, size: 13, style: "fill=\"#444\"")
        }
    }

    /// Lots, signs and numbers; returns where the key ends.
    private mutating func drawKey() -> Double {
        var y = Self.header + 12
        let text = keyLeft + 34
        func swatch(_ fill: String, _ y: Double) -> String {
            "<rect x=\"\(SVGText.number(keyLeft))\" y=\"\(SVGText.number(y - 10))\" width=\"24\" height=\"13\" "
                + "fill=\"\(fill)\" class=\"l\"/>"
        }
        if !picture.lots.isEmpty {
            svg.write(
                shading == nil ? "Lots" : "Lots, and \(picture.counted) of each", x: keyLeft, y: y, size: 13,
                style: "class=\"s\"")
            y += 20
            for (number, lot) in picture.lots.enumerated() {
                svg.line(swatch(colour(number), y))
                svg.write(
                    Self.letter(number), x: keyLeft + 12, y: y + 0.5, size: 10.5, style: "class=\"h s\"",
                    anchor: "middle")
                svg.write(lot.name + (lot.count.map { ": \($0)" } ?? ""), x: text, y: y, size: 12)
                y += 19
            }
            if let first = picture.lots.firstIndex(where: { !$0.added.isEmpty }) {
                svg.line(swatch("url(#h\(first))", y))
                svg.write(
                    "hatched: wards it has besides", x: text, y: y, size: 11, style: "fill=\"#444\"")
                y += 18
            }
            if let shading {
                y += 10
                svg.write("Shading by \(picture.counted)", x: keyLeft, y: y, size: 13, style: "class=\"s\"")
                y += 20
                for (colour, words) in shading.shades.key(most: shading.most) {
                    svg.line(swatch(colour, y))
                    svg.write(words, x: text, y: y, size: 12)
                    y += 19
                }
            }
            y += 8
        }
        if !map.namedOutlines.outlines.isEmpty {
            svg.line("<path class=\"o\" d=\"M\(SVGText.number(keyLeft)),\(SVGText.number(y - 4))h24\"/>")
            svg.write("Outline that is no ward", x: text, y: y, size: 12)
            y += 20
        }
        if !picture.points.isEmpty {
            let seen = picture.points.count(where: view.box.contains)
            svg.line(
                "<circle class=\"p\" cx=\"\(SVGText.number(keyLeft + 12))\" cy=\"\(SVGText.number(y - 4))\" r=\"3\"/>"
            )
            svg.write("Person: \(seen) shown", x: text, y: y, size: 12)
            let beyond = picture.points.count - seen
            if beyond > 0 {
                y += 16
                svg.write("\(beyond) beyond the map", x: text, y: y, size: 11, style: "fill=\"#444\"")
            }
            y += 24
        }
        if !key.isEmpty {
            svg.write("Numbered wards", x: keyLeft, y: y, size: 13, style: "class=\"s\"")
            y += 17
            for (number, name) in key {
                svg.write(number, x: keyLeft + 20, y: y, size: 10.5, style: "class=\"s\"", anchor: "end")
                svg.write(name, x: keyLeft + 28, y: y, size: 10.5)
                y += 14
            }
        }
        return y
    }
}
