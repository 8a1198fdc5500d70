import Foundation
import Geometry
import TestSupport
import Testing

/// The point and area cases of the JTS suite. The first row of a relation matrix says whether points of the
/// first shape are inside, on the boundary of, or outside the second.
struct RelateCaseTests {
    private static let text = (try? SharedData.bytes("geometry-cases/relate-point-area.xml"))
        .map { String(decoding: $0, as: UTF8.self) }

    private static func between(_ text: some StringProtocol, _ start: String, _ end: String) -> Substring? {
        guard let from = text.range(of: start), let to = text[from.upperBound...].range(of: end) else {
            return nil
        }
        return Substring(text[from.upperBound..<to.lowerBound])
    }

    private static func numbers(_ text: some StringProtocol) -> [Coordinate] {
        let values = text.split { !"0123456789.-".contains($0) }.compactMap { DecimalNumber.value(of: $0) }
        return stride(from: 0, to: values.count - 1, by: 2).map {
            Coordinate(longitude: values[$0], latitude: values[$0 + 1])
        }
    }

    @Test(.enabled(if: text != nil, "needs ../shared/data"))
    func `points relate to areas as in the JTS suite`() throws {
        var compared = 0
        for body in try #require(Self.text).components(separatedBy: "<case>").dropFirst() {
            let first = try #require(Self.between(body, "<a>", "</a>"))
            let second = try #require(Self.between(body, "<b>", "</b>"))
            let matrix = Array(try #require(Self.between(body, "arg3=\"", "\"")))
            guard second.contains("POLYGON"), !second.contains("MULTI"), first.contains("POINT") else {
                continue
            }
            let rings = second.split(separator: ")").map(Self.numbers).filter { !$0.isEmpty }.map(Ring.init)
            let outer = try #require(rings.first)
            let polygon = Polygon(outer: outer, holes: Array(rings.dropFirst()))
            let positions = Set(Self.numbers(first).map { polygon.position(of: $0) })
            #expect(positions.contains(.inside) == (matrix[0] != "F"), "\(body)")
            #expect(positions.contains(.boundary) == (matrix[1] != "F"), "\(body)")
            #expect(positions.contains(.outside) == (matrix[2] != "F"), "\(body)")
            compared += 1
        }
        #expect(compared == 7)
    }
}
