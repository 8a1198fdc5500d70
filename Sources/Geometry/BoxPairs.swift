/// Finds which of many boxes touch, by halving the plane until few boxes are left in a piece.
///
/// A pair is reported once: in the piece that holds the south-west corner of what the two have in common.
/// Boxes that all lie over each other cannot be told apart by halving, so the work is capped.
package struct BoxPairs {
    private let boxes: [BoundingBox]
    /// How many more pairs may be compared.
    private var testsLeft: Int
    /// False once the cap was reached, so that pairs may be missing.
    package private(set) var isComplete = true
    /// A piece with no more boxes than this is compared pair by pair.
    private static let few = 24

    /// Takes the boxes; at most `tests` comparisons are made.
    package init(_ boxes: [BoundingBox], tests: Int) {
        self.boxes = boxes
        testsLeft = tests
    }

    /// Calls `body` with every two boxes that touch, of which at least one is wanted.
    package mutating func forEach(wanted: [Bool]?, _ body: (Int32, Int32) -> Void) {
        guard boxes.count > 1 else { return }
        let all = boxes.indices.filter { !boxes[$0].isEmpty }.map { Int32($0) }
        let plane = BoundingBox(west: -.infinity, south: -.infinity, east: .infinity, north: .infinity)
        search(all, in: plane, depth: 0, wanted, body)
    }

    private mutating func search(
        _ numbers: [Int32], in piece: BoundingBox, depth: Int, _ wanted: [Bool]?,
        _ body: (Int32, Int32) -> Void
    ) {
        if let wanted, !numbers.contains(where: { wanted[Int($0)] }) { return }
        guard numbers.count > Self.few, depth < 60 else {
            compare(numbers, in: piece, wanted, body)
            return
        }
        var extent = BoundingBox.empty
        for number in numbers { extent.include(boxes[Int(number)]) }
        let isWide = extent.east - extent.west > extent.north - extent.south
        for alongX in [isWide, !isWide] {
            let middle = middle(numbers, alongX)
            let (low, high) = split(numbers, at: middle, alongX)
            guard max(low.count, high.count) * 8 < numbers.count * 7 else { continue }
            var (lowPiece, highPiece) = (piece, piece)
            if alongX {
                (lowPiece.east, highPiece.west) = (middle, middle)
            } else {
                (lowPiece.north, highPiece.south) = (middle, middle)
            }
            search(low, in: lowPiece, depth: depth + 1, wanted, body)
            search(high, in: highPiece, depth: depth + 1, wanted, body)
            return
        }
        compare(numbers, in: piece, wanted, body)
    }

    /// About the median of the boxes' middles, from a sample.
    private func middle(_ numbers: [Int32], _ alongX: Bool) -> Double {
        let step = max(numbers.count / 33, 1)
        let sample = stride(from: 0, to: numbers.count, by: step).map { index -> Double in
            let box = boxes[Int(numbers[index])]
            return alongX ? (box.west + box.east) / 2 : (box.south + box.north) / 2
        }.sorted()
        return sample[sample.count / 2]
    }

    private func split(_ numbers: [Int32], at middle: Double, _ alongX: Bool) -> (low: [Int32], high: [Int32])
    {
        var low: [Int32] = []
        var high: [Int32] = []
        low.reserveCapacity(numbers.count / 2 + 16)
        high.reserveCapacity(numbers.count / 2 + 16)
        for number in numbers {
            let box = boxes[Int(number)]
            if (alongX ? box.west : box.south) < middle { low.append(number) }
            if (alongX ? box.east : box.north) >= middle { high.append(number) }
        }
        return (low, high)
    }

    private mutating func compare(
        _ numbers: [Int32], in piece: BoundingBox, _ wanted: [Bool]?, _ body: (Int32, Int32) -> Void
    ) {
        let sorted =
            numbers.count > Self.few ? numbers.sorted { boxes[Int($0)].west < boxes[Int($1)].west } : numbers
        let isSorted = numbers.count > Self.few
        for (index, one) in sorted.enumerated() {
            let box = boxes[Int(one)]
            for other in sorted[(index + 1)...] {
                guard testsLeft > 0 else {
                    isComplete = false
                    return
                }
                testsLeft -= 1
                let second = boxes[Int(other)]
                if isSorted, second.west > box.east { break }
                guard box.touches(second) else { continue }
                let corner = (max(box.west, second.west), max(box.south, second.south))
                guard corner.0 >= piece.west, corner.0 < piece.east, corner.1 >= piece.south,
                    corner.1 < piece.north
                else { continue }
                if let wanted, !wanted[Int(one)], !wanted[Int(other)] { continue }
                body(min(one, other), max(one, other))
            }
        }
    }
}
