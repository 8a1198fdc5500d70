/// Functions of several axes, each of which has a few cells, as one shared graph. Equal functions are one node, so two
/// functions are the same exactly when their references are.
///
/// A decision diagram with many values at the nodes and at the ends (Srinivasan, Kam, Malik and Brayton, 1990).
package struct Diagram: Sendable {
    /// A node, or a value where it is below zero.
    package typealias Ref = Int32

    /// More nodes than a question about rules should need: the answer is then not worked out.
    package struct TooLarge: Error {}

    /// How many cells each axis has. A node looks at one axis; its children look at later ones.
    package let widths: [Int]
    /// The axis of each node.
    package private(set) var axes: [Int32] = []
    /// Where the children of each node begin, one for each cell.
    package private(set) var starts: [Int32] = []
    package private(set) var children: [Ref] = []

    private struct Key: Hashable {
        var axis: Int32
        var children: [Ref]
    }
    private var known: [Key: Ref] = [:]
    private var sums: [[UInt64: Ref]] = [[:], [:]]
    private let limit: Int

    package init(widths: [Int], limit: Int = 400_000) {
        self.widths = widths
        self.limit = limit
    }

    // MARK: Values

    package static func value(_ value: Int) -> Ref { Ref(-1 - value) }
    /// The value at an end; nil at a node.
    package static func value(of ref: Ref) -> Int? { ref < 0 ? Int(-1 - ref) : nil }
    package static let no = value(0)
    package static let yes = value(1)

    // MARK: Nodes

    /// The child of a node for a cell of its axis.
    package func child(_ ref: Ref, _ cell: Int) -> Ref { children[Int(starts[Int(ref)]) + cell] }

    /// The axis a function looks at first; past every axis for a value.
    package func axis(_ ref: Ref) -> Int { ref < 0 ? widths.count : Int(axes[Int(ref)]) }

    private func child(_ ref: Ref, _ axis: Int, _ cell: Int) -> Ref {
        self.axis(ref) == axis ? child(ref, cell) : ref
    }

    /// The function that is one of others, by the cell of an axis. Its children look at later axes only.
    package mutating func node(_ axis: Int, _ cells: [Ref]) throws(TooLarge) -> Ref {
        guard let first = cells.first else { return Self.no }
        if cells.allSatisfy({ $0 == first }) { return first }
        let key = Key(axis: Int32(axis), children: cells)
        if let ref = known[key] { return ref }
        guard axes.count < limit else { throw TooLarge() }
        let ref = Ref(axes.count)
        axes.append(Int32(axis))
        starts.append(Int32(children.count))
        children += cells
        known[key] = ref
        return ref
    }

    /// True on some cells of an axis.
    package mutating func test(_ axis: Int, _ isTrue: (Int) -> Bool) throws(TooLarge) -> Ref {
        try node(axis, (0..<widths[axis]).map { isTrue($0) ? Self.yes : Self.no })
    }

    // MARK: Putting functions together

    private enum Operation: Int { case and, or }

    package mutating func and(_ first: Ref, _ second: Ref) throws(TooLarge) -> Ref {
        try sum(first, second, .and)
    }

    package mutating func or(_ first: Ref, _ second: Ref) throws(TooLarge) -> Ref {
        try sum(first, second, .or)
    }

    package mutating func not(_ ref: Ref) throws(TooLarge) -> Ref {
        try map(ref) { 1 - $0 }
    }

    /// The first function where the second does not hold.
    package mutating func without(_ first: Ref, _ second: Ref) throws(TooLarge) -> Ref {
        try and(first, not(second))
    }

    private mutating func sum(_ first: Ref, _ second: Ref, _ operation: Operation) throws(TooLarge) -> Ref {
        if first == second { return first }
        let (strong, weak) = operation == .and ? (Self.no, Self.yes) : (Self.yes, Self.no)
        if first == strong || second == strong { return strong }
        if first == weak { return second }
        if second == weak { return first }
        let key = Self.pair(min(first, second), max(first, second))
        if let ref = sums[operation.rawValue][key] { return ref }
        let axis = min(self.axis(first), self.axis(second))
        var cells: [Ref] = []
        for cell in 0..<widths[axis] {
            cells.append(try sum(child(first, axis, cell), child(second, axis, cell), operation))
        }
        let ref = try node(axis, cells)
        sums[operation.rawValue][key] = ref
        return ref
    }

    private static func pair(_ first: Ref, _ second: Ref) -> UInt64 {
        UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    }

    /// Another function of the values.
    package mutating func map(_ ref: Ref, _ change: (Int) -> Int) throws(TooLarge) -> Ref {
        var done: [Ref: Ref] = [:]
        return try map(ref, change, &done)
    }

    private mutating func map(
        _ ref: Ref, _ change: (Int) -> Int, _ done: inout [Ref: Ref]
    ) throws(TooLarge) -> Ref {
        if let value = Self.value(of: ref) { return Self.value(change(value)) }
        if let ready = done[ref] { return ready }
        let axis = axis(ref)
        var cells: [Ref] = []
        for cell in 0..<widths[axis] { cells.append(try map(child(ref, cell), change, &done)) }
        let result = try node(axis, cells)
        done[ref] = result
        return result
    }

    /// A function of the values of two functions.
    package mutating func combine(
        _ first: Ref, _ second: Ref, _ join: (Int, Int) -> Int
    ) throws(TooLarge) -> Ref {
        var done: [UInt64: Ref] = [:]
        return try combine(first, second, join, &done)
    }

    /// The same, keeping what has been combined for other pairs that are joined alike.
    package mutating func combine(
        _ first: Ref, _ second: Ref, _ join: (Int, Int) -> Int, _ done: inout [UInt64: Ref]
    ) throws(TooLarge) -> Ref {
        if let one = Self.value(of: first), let other = Self.value(of: second) {
            return Self.value(join(one, other))
        }
        let key = Self.pair(first, second)
        if let ref = done[key] { return ref }
        let axis = min(self.axis(first), self.axis(second))
        var cells: [Ref] = []
        for cell in 0..<widths[axis] {
            cells.append(try combine(child(first, axis, cell), child(second, axis, cell), join, &done))
        }
        let ref = try node(axis, cells)
        done[key] = ref
        return ref
    }

    /// A function that is true or false, from another diagram.
    ///
    /// - Parameter axis: the axis here for an axis there, of the same width.
    package mutating func bring(
        _ ref: Ref, from other: Diagram, axis place: (Int) -> Int, _ done: inout [Ref: Ref]
    ) throws(TooLarge) -> Ref {
        if ref < 0 { return ref }
        if let ready = done[ref] { return ready }
        let axis = place(other.axis(ref))
        var cells: [Ref] = []
        for cell in 0..<widths[axis] {
            cells.append(try bring(other.child(ref, cell), from: other, axis: place, &done))
        }
        var result = Self.no
        if cells.allSatisfy({ self.axis($0) > axis }) {
            result = try node(axis, cells)
        } else {
            // Axes stand in another order here.
            for cell in cells.indices {
                result = try or(result, and(test(axis) { $0 == cell }, cells[cell]))
            }
        }
        done[ref] = result
        return result
    }

    // MARK: Looking

    /// The value for one cell of each axis.
    package func value(_ ref: Ref, at cells: [Int]) -> Int {
        var ref = ref
        while ref >= 0 { ref = child(ref, cells[axis(ref)]) }
        return Int(-1 - ref)
    }

    /// The first choice of cells, axis by axis, that gives a value; nil in place of an axis that does not matter
    /// any more.
    ///
    /// - Parameter cells: the cells of an axis in the order in which they are tried.
    package func path(_ ref: Ref, to wanted: Int, trying cells: (Int) -> [Int]) -> [Int?]? {
        var found = [Int?](repeating: nil, count: widths.count)
        var dead: Set<Ref> = []
        return path(ref, wanted, cells, &found, &dead) ? found : nil
    }

    private func path(
        _ ref: Ref, _ wanted: Int, _ cells: (Int) -> [Int], _ found: inout [Int?], _ dead: inout Set<Ref>
    ) -> Bool {
        if let value = Self.value(of: ref) { return value == wanted }
        if dead.contains(ref) { return false }
        let axis = axis(ref)
        for cell in cells(axis) {
            found[axis] = cell
            if path(child(ref, cell), wanted, cells, &found, &dead) { return true }
        }
        found[axis] = nil
        dead.insert(ref)
        return false
    }

    /// The values a function has.
    package func values(_ ref: Ref) -> Set<Int> {
        var found: Set<Int> = []
        var seen: Set<Ref> = []
        var waiting = [ref]
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            if let value = Self.value(of: next) { found.insert(value) }
            if next >= 0 { for cell in 0..<widths[axis(next)] { waiting.append(child(next, cell)) } }
        }
        return found
    }

    /// The axes a function looks at.
    package func support(_ ref: Ref) -> Set<Int> {
        var found: Set<Int> = []
        var seen: Set<Ref> = []
        var waiting = [ref]
        while let next = waiting.popLast() {
            guard next >= 0, seen.insert(next).inserted else { continue }
            let axis = axis(next)
            found.insert(axis)
            for cell in 0..<widths[axis] { waiting.append(child(next, cell)) }
        }
        return found
    }
}
