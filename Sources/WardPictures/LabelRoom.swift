/// Where in an area a label fits.
///
/// The area is cut into level rows two units high; a label fits where all the rows that it covers have a common
/// stretch inside. Labels within their own ward can never cover each other.
struct LabelRoom {
    private let top: Double
    private let rows: [[(from: Double, to: Double)]]
    private static let step = 2.0

    /// The room in the area of some rings, as far as it is on the page.
    init(_ rings: [[PagePoint]], within page: PageBox) {
        let heights = rings.joined().map(\.y)
        guard let least = heights.min(), let most = heights.max(), least < page.bottom, most > page.top else {
            (top, rows) = (0, [])
            return
        }
        let (low, high) = (max(least, page.top), min(most, page.bottom))
        top = low
        let count = Int((high - low) / Self.step) + 1
        var crossings = [[Double]](repeating: [], count: count)
        for ring in rings {
            for (one, other) in zip(ring, ring.dropFirst() + ring.prefix(1)) where one.y != other.y {
                let (upper, lower) = one.y < other.y ? (one, other) : (other, one)
                var row = max(Int(((upper.y - low) / Self.step).rounded(.up)), 0)
                while row < count, low + Double(row) * Self.step < lower.y {
                    let y = low + Double(row) * Self.step
                    crossings[row].append(upper.x + (y - upper.y) / (lower.y - upper.y) * (lower.x - upper.x))
                    row += 1
                }
            }
        }
        rows = crossings.map { row in
            let sorted = row.sorted()
            return stride(from: 0, to: sorted.count - 1, by: 2)
                .map { (max(sorted[$0], page.left), min(sorted[$0 + 1], page.right)) }
                .filter { $0.0 < $0.1 }
        }
    }

    /// The middle of a label of some size in the roomiest place that holds it; nil when none does.
    func middle(width: Double, height: Double) -> PagePoint? {
        let tall = max(Int((height / Self.step).rounded(.up)), 1)
        guard rows.count > tall else { return nil }
        var best: (slack: Double, place: PagePoint)?
        for first in 0..<(rows.count - tall) {
            var common = rows[first]
            for row in rows[(first + 1)...(first + tall)] where !common.isEmpty {
                common = Self.common(common, row)
            }
            let y = top + (Double(first) + Double(tall) / 2) * Self.step
            for stretch in common where stretch.to - stretch.from >= width {
                // The middle row of the area looks best, other things being equal.
                let away = (Double(first) + Double(tall) / 2 - Double(rows.count) / 2).magnitude * Self.step
                let slack = min(stretch.to - stretch.from - width, 40) - away * 0.6
                if best.map({ slack > $0.slack }) ?? true {
                    best = (slack, PagePoint(x: (stretch.from + stretch.to) / 2, y: y))
                }
            }
        }
        return best?.place
    }

    private static func common(
        _ one: [(from: Double, to: Double)], _ other: [(from: Double, to: Double)]
    ) -> [(from: Double, to: Double)] {
        var result: [(from: Double, to: Double)] = []
        for left in one {
            for right in other where left.from < right.to && right.from < left.to {
                result.append((max(left.from, right.from), min(left.to, right.to)))
            }
        }
        return result
    }
}
