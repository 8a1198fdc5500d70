import Foundation
import Geometry
import TestSupport
import Testing

@testable import BoundaryFiles

/// Reading points where they lie in the file must change nothing but the speed.
struct ShortCutTests {
    /// All that comes out of a text that is fed in pieces of a size.
    private struct Result: Hashable {
        var placemarks: [Placemark]
        var description: String?
        var attributes: [Placemark.Attribute]
        var stop: KMLReader.Stop?
        var outcome: String
    }

    private static func read(
        _ bytes: [UInt8], pieces: Int, readsPoints: Bool, limits: ReadingLimits = .standard
    ) -> Result {
        let stream = XMLStream(KMLReader(limits: limits), readsPoints: readsPoints)
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + pieces)
            bytes[start..<end].withUnsafeBufferPointer { stream.feed($0) }
            start = end
        }
        let (reader, outcome) = stream.finish()
        return Result(
            placemarks: reader.placemarks, description: reader.description,
            attributes: reader.documentAttributes, stop: reader.stop, outcome: "\(outcome)")
    }

    private static func expectEqual(
        _ bytes: [UInt8], pieces: [Int], limits: ReadingLimits = .standard, _ comment: Comment
    ) {
        for size in pieces {
            let long = read(bytes, pieces: size, readsPoints: false, limits: limits)
            let short = read(bytes, pieces: size, readsPoints: true, limits: limits)
            #expect(long == short, "pieces of \(size): \(comment)")
            if long != short { return }
        }
    }

    private static let sizes = [1, 2, 3, 7, 64, 97, 255, 256, 257, 600, 4_096, 1 << 30]

    @Test(
        .enabled(if: SharedData.isPresent, "needs ../shared/data"),
        arguments: SharedData.files(under: "kml-corpus", ending: ".kml") + ["wards/birmingham-2016.kml"])
    func `a file of others is the same both ways`(path: String) throws {
        let bytes = try SharedData.bytes(path)
        Self.expectEqual(bytes, pieces: Self.sizes, "\(path)")
        // Cut short, it breaks off at the same line.
        Self.expectEqual(Array(bytes.prefix(bytes.count / 2)), pieces: [61, 1 << 30], "half of \(path)")
    }

    @Test(.enabled(if: SharedData.isPresent, "needs ../shared/data"))
    func `whole regions are the same both ways`() throws {
        for path in ["wards/west-midlands-2013.kml", "wards/west-midlands-2019.kml"] {
            Self.expectEqual(try SharedData.bytes(path), pieces: [5_000, 1 << 30], "\(path)")
        }
    }

    /// Texts that a point, or the space between two, may turn out to be part of.
    private static let odd = [
        "", " ", "\n", "\r\n", "\r", "\t", ",", ", ", " ,", ",5", ",5.25", ",-3e2", ",,", "&#32;", "&#10;",
        "&#13;", "&amp;",
        "<!-- c -->", "<!-- <coordinates> -->", "<![CDATA[ ]]>", "<![CDATA[1,2]]>",
        "<![CDATA[<coordinates>]]>", "<?p i?>",
        "<?p <coordinates>?>", "<b>", "</b>", "<b/>", "]]>", "]", ">", "coordinates>", "<coordinates>",
        "</coordinates>", "<coordinates/>",
        "\u{A0}", "\u{FEFF}", "é", "\0", "\u{B}", "\u{C}", "\u{1}", "e", "E5", ".", "-", "+", "--", "+1,+2",
        "1", "1,2", "1.5,2.5",
        " 1 , 2 ", "1,\n2", "007,08", "0000000000001,2", "1.,2", ".5,2", "1e3,2", "1,2e-3",
        "12345678901234567890,1",
        "0.12345678901234567890123,4", "9007199254740993.5,1", "1.7976931348623157,0.30000000000000004",
        "-0,-0.0",
        "180.5,2", "52.5,-1.9", "x", "/", "<", "&", "'", "\"", "&lt;", "%", "1;2",
    ]

    /// A ring of many points and no mistake, or with some of the odd texts in it.
    private static func ring(_ generator: inout SeededRandom, odds: Int) -> String {
        let spaces = [
            " ", " ", " ", "\n", "\r\n", "\t", "  \n\t  ", "\n" + String(repeating: " ", count: 30),
        ]
        let tail = ["", "", ",0", ",12.5", ",-3"].randomElement(using: &generator) ?? ""
        let space = spaces.randomElement(using: &generator) ?? " "
        let decimals = Int.random(in: 0...19, using: &generator)
        var texts: [String] = []
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            func number(_ range: ClosedRange<Double>) -> String {
                String(format: "%.\(decimals)f", Double.random(in: range, using: &generator))
            }
            texts.append("\(number(-9...2)),\(number(50...60))\(tail)")
        }
        if let first = texts.first, Bool.random(using: &generator) { texts.append(first) }
        var text = texts.joined(separator: space)
        for _ in 0..<odds {
            let place = text.unicodeScalars.indices.randomElement(using: &generator) ?? text.startIndex
            text.unicodeScalars.insert(
                contentsOf: (odd.randomElement(using: &generator) ?? "").unicodeScalars, at: place)
        }
        return Bool.random(using: &generator) ? space + text + space : text
    }

    private static func document(_ generator: inout SeededRandom) -> String {
        let prefix = ["", "", "kml:", "k2:", "k-2:"].randomElement(using: &generator) ?? ""
        let declaration =
            [
                "", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n",
                "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>",
                "<?xml version=\"1.0\" encoding=\"windows-1252\"?>\n",
            ].randomElement(using: &generator) ?? ""
        var text = declaration
        let name = prefix.dropLast()
        text +=
            "<\(prefix)kml \(name.isEmpty ? "xmlns" : "xmlns:\(name)")=\"http://www.opengis.net/kml/2.2\"><\(prefix)Document>\n"
        for number in 0..<Int.random(in: 1...4, using: &generator) {
            let odds =
                Int.random(in: 0..<8, using: &generator) == 0 ? Int.random(in: 1...3, using: &generator) : 0
            let value = Int.random(in: 0..<6, using: &generator) == 0 ? "<coordinates> coordinates>" : "x"
            let attribute = Int.random(in: 0..<6, using: &generator) == 0 ? " a=\"1 coordinates> 2\"" : ""
            text += "<\(prefix)Placemark\(attribute)><\(prefix)name>n\(number)</\(prefix)name>"
            text += "<\(prefix)description><![CDATA[\(value)]]></\(prefix)description>\n"
            text +=
                "<\(prefix)Polygon><\(prefix)outerBoundaryIs><\(prefix)LinearRing>\n<\(prefix)coordinates>"
            text += ring(&generator, odds: odds)
            text +=
                "</\(prefix)coordinates></\(prefix)LinearRing></\(prefix)outerBoundaryIs></\(prefix)Polygon></\(prefix)Placemark>\n"
        }
        return text + "</\(prefix)Document></\(prefix)kml>\n"
    }

    private static let seed = Asked.seed

    @Test func `random documents are the same both ways, in pieces of any size`() {
        var generator = SeededRandom(seed: Self.seed)
        for round in 0..<600 {
            let text = Self.document(&generator)
            var bytes = Array(text.utf8)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes = Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &generator)))
            case 1:
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let place = Int.random(in: 0..<bytes.count, using: &generator)
                    bytes[place] = UInt8.random(in: 0...255, using: &generator)
                }
            case 2:
                let little = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
                bytes = [0xFF, 0xFE] + little
            default: break
            }
            let sizes = [
                1 << 30, Int.random(in: 1...700, using: &generator),
                Int.random(in: 1...100, using: &generator),
            ]
            let limits = ReadingLimits(
                bytes: 1 << 20, depth: 20, points: Int.random(in: 0..<4, using: &generator) == 0 ? 50 : 1_000,
                placemarks: 10)
            Self.expectEqual(
                bytes, pieces: sizes, limits: limits, "seed \(Self.seed), round \(round): \(text)")
        }
    }

    @Test func `every odd text at every place of a ring is the same both ways`() {
        let points = "-1.5,52.25 -1.25,52.5\n-1.75,52.125,7 -1.5,52.25 "
        for text in Self.odd {
            for place in points.indices {
                // So many points after it that the short cut has room.
                let ring = points[..<place] + text + points[place...] + String(repeating: points, count: 3)
                let kml = SampleKML.document(SampleKML.placemark(SampleKML.polygon(ring)))
                Self.expectEqual(Array(kml.utf8), pieces: [1 << 30], "“\(text)” in \(ring)")
            }
        }
    }

    @Test func `numbers read in short are those read at length`() {
        var generator = SeededRandom(seed: Self.seed)
        var read = 0
        for round in 0..<20_000 {
            let whole = String(
                String(UInt64.random(in: 0...9_999, using: &generator)).prefix(
                    Int.random(in: 1...4, using: &generator)))
            let digits = (0..<Int.random(in: 0...21, using: &generator)).map { _ in
                String(Int.random(in: 0...9, using: &generator))
            }.joined()
            let sign = ["", "-", "+"].randomElement(using: &generator) ?? ""
            let text = sign + whole + (digits.isEmpty ? "" : ".") + digits
            let end = [",", " ", "<", "e5", ".", "\n"].randomElement(using: &generator) ?? " "
            let bytes = Array(text.utf8) + Array(end.utf8) + [UInt8](repeating: 0xB7, count: 32)
            bytes.withUnsafeBytes { buffer in
                guard let memory = buffer.baseAddress, let short = DecimalNumber.scanShort(memory, from: 0)
                else { return }
                read += 1
                #expect(short.end == text.utf8.count, "seed \(Self.seed), round \(round): \(text)")
                #expect(
                    short.value.bitPattern == Double(text)?.bitPattern,
                    "seed \(Self.seed), round \(round): \(text)")
            }
        }
        #expect(read > 5_000)
    }
}
