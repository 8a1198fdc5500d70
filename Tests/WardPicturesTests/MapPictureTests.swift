import BoundaryFiles
import Foundation
import Geometry
import Testing
import Wards

@testable import WardPictures

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// What an XML reader that is not ours makes of a picture.
private final class Elements: NSObject, XMLParserDelegate {
    private(set) var all: [(name: String, attributes: [String: String], text: String)] = []
    private(set) var isWellFormed = false

    init(_ bytes: [UInt8]) {
        super.init()
        let parser = XMLParser(data: Data(bytes))
        parser.delegate = self
        isWellFormed = parser.parse()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) { all.append((name, attributes, "")) }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if !all.isEmpty { all[all.count - 1].text += text }
    }

    func texts(_ name: String) -> [String] {
        all.filter { $0.name == name }.map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
    }
}

struct MapPictureTests {
    /// Squares of two hundredths of a degree in rows of three.
    private static func map(_ names: [String]) -> WardMap {
        WardMap(
            names.enumerated().map { index, name in
                let (x, y) = (-2 + Double(index % 3) / 50, 52 + Double(index / 3) / 50)
                let corners = [(x, y), (x + 0.02, y), (x + 0.02, y + 0.02), (x, y + 0.02)]
                return WardOutline(
                    code: "E0500000\(index)", name: name,
                    polygons: [
                        Polygon(outer: Ring(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }))
                    ])
            })
    }

    @Test func `lots with counts are shaded by them, and the counts are written`() {
        let map = Self.map(["A", "B", "C", "D", "E", "F"])
        var picture = MapPicture(map, title: "Counts")
        picture.counted = "people"
        picture.lots = [
            .init(name: "None", wards: [0]), .init(name: "Few", wards: [1]),
            .init(name: "Many", wards: [2, 3]),
        ]
        for (index, count) in [0, 3, 240].enumerated() { picture.lots[index].count = count }
        let elements = Elements(picture.svg())
        #expect(elements.isWellFormed)
        let texts = elements.texts("text")
        for text in ["None: 0", "Few: 3", "Many: 240", "A: 0", "B: 3", "C", "D", "201 to 300"] {
            #expect(texts.contains(text), "\(text)")
        }
        let fills = elements.all.filter { $0.attributes["class"] == "l" }.compactMap { $0.attributes["fill"] }
        #expect(fills.contains("#ffffff") && Set(fills).count > 2)
        #expect(Elements(Array(picture.embeddedSVG().utf8)).isWellFormed)
        #expect(picture.embeddedSVG().hasPrefix("<svg "))
    }

    @Test(arguments: [0, 1, 4, 5, 39, 40, 41, 400, 12_345, Int.max])
    func `every count has a shade, darker for more`(_ most: Int) {
        let shading = Shading(most: most)
        let key = shading.key(most: most).map(\.colour)
        #expect(key.count <= 5 && Set(key).count == key.count)
        let counts = [0, 1, most / 4, most / 2, most].filter { $0 <= most }.sorted()
        let shades = counts.compactMap { key.firstIndex(of: shading.colour($0)) }
        #expect(shades.count == counts.count && shades == shades.sorted())
        #expect(shading.colour(0) == "#ffffff")
    }

    @Test func `every ward, lot and person is drawn, and the file is well-formed`() {
        let map = Self.map(["Abbey <&> \"Park\"", "Shard\u{1} End", "", "D", "E", "F"])
        var picture = MapPicture(map, title: "A & B")
        picture.lots = [.init(name: "One", wards: [0], added: [1, 3]), .init(name: "Two", wards: [1])]
        picture.points = [
            Coordinate(longitude: -1.99, latitude: 52.01), Coordinate(longitude: 7, latitude: 50),
        ]
        let elements = Elements(picture.svg())
        #expect(elements.isWellFormed)
        let texts = elements.texts("text")
        #expect(texts.contains("Abbey <&> \"Park\"") && texts.contains("Shard End"))
        #expect(
            texts.contains("A") && texts.contains("Person: 1 shown") && texts.contains("1 beyond the map"))
        #expect(elements.all.count { $0.attributes["class"] == "w" } == 6)
        #expect(elements.all.count { $0.attributes["fill"] == "url(#h0)" && $0.name == "path" } == 2)
        #expect(elements.texts("title").contains("E05000002"))
        #expect(picture.svg() == picture.svg())
    }

    @Test func `the scale bar is as long as it says`() throws {
        let map = Self.map(["A", "B", "C"])
        let view = Projection(map.box(ofWard: 0), left: 0, top: 0, width: 500, height: 500)
        var svg = SVGText()
        ScaleBar(view).write(into: &svg, left: 0, top: 0, about: "")
        let bars = Elements(Array("<svg>\(svg.text)</svg>".utf8)).all.filter { $0.name == "rect" }
        let units = bars.compactMap { Double($0.attributes["width"] ?? "") }.reduce(0, +)
        #expect(svg.text.contains(">200 m<"))
        let start = Coordinate(longitude: -2, latitude: 52.01)
        let end = Coordinate(longitude: -1.99, latitude: 52.01)
        let drawn = view.place(end).x - view.place(start).x
        #expect((groundMetres(start, end) * units / drawn - 200).magnitude < 2)
    }

    @Test func `labels stay in their wards and on the page`() throws {
        let corners = [(0.0, 0.0), (100, 0), (100, 20), (40, 20), (40, 100), (0, 100)]
        let ring = corners.map { PagePoint(x: $0.0, y: $0.1) }
        let page = PageBox(left: 0, top: 0, right: 200, bottom: 200)
        let room = LabelRoom([ring], within: page)
        let wide = try #require(room.middle(width: 90, height: 10))
        #expect(wide.y <= 15 && wide.x == 50)
        let tall = try #require(room.middle(width: 30, height: 60))
        #expect(tall.x == 20 && tall.y >= 30)
        #expect(room.middle(width: 90, height: 30) == nil)
        let half = LabelRoom([ring], within: PageBox(left: 0, top: 0, right: 60, bottom: 200))
        #expect(half.middle(width: 61, height: 10) == nil && half.middle(width: 50, height: 10) != nil)
        // A hole takes its room away.
        let hole = [(10.0, 2.0), (90, 2), (90, 18), (10, 18)].map { PagePoint(x: $0.0, y: $0.1) }
        #expect(LabelRoom([ring, hole], within: page).middle(width: 50, height: 10) == nil)
    }

    @Test func `names are set in even lines`() {
        #expect(LabelSetting.wrapped("Stechford and Yardley North")[1] == ["Stechford and", "Yardley North"])
        #expect(LabelSetting.wrapped("Aston") == [["Aston"]])
        #expect(LabelSetting.wrapped("") == [])
    }

    @Test func `maps of nothing, of one point and of hostile size are drawn too`() {
        let odd = WardMap([
            WardOutline(code: "E05000001", name: "Flat", polygons: [Polygon(outer: Ring([]))]),
            WardOutline(
                code: "E05000002", name: "World",
                polygons: [
                    Polygon(
                        outer: Ring([
                            Coordinate(longitude: -180, latitude: -90),
                            Coordinate(longitude: 180, latitude: -90),
                            Coordinate(longitude: 180, latitude: 90),
                            Coordinate(longitude: -180, latitude: 90),
                        ]))
                ]),
        ])
        for map in [WardMap([WardOutline]()), odd] {
            var picture = MapPicture(map, title: "")
            picture.lots = [.init(name: "L", wards: [0, 99])]
            picture.showsLotsOnly = true
            #expect(Elements(picture.svg()).isWellFormed)
        }
    }
}
