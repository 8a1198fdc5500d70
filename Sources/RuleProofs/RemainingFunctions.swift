import RuleDiagrams

extension Diagram {
    /// The function for people in some cells of each axis: an axis with one cell is no longer looked at, and cells
    /// that are out of the question do what a possible one does.
    mutating func restricted(_ ref: Ref, to cells: [[Int]]) throws(TooLarge) -> Ref {
        var done: [Ref: Ref] = [:]
        return try restricted(ref, cells, &done)
    }

    private mutating func restricted(
        _ ref: Ref, _ cells: [[Int]], _ done: inout [Ref: Ref]
    ) throws(TooLarge) -> Ref {
        if ref < 0 { return ref }
        if let ready = done[ref] { return ready }
        let axis = axis(ref)
        let possible = cells[axis]
        var children: [Ref] = []
        for cell in 0..<widths[axis] {
            let taken = possible.contains(cell) ? cell : possible.first ?? cell
            children.append(try restricted(child(ref, taken), cells, &done))
        }
        let result = try node(axis, children)
        done[ref] = result
        return result
    }

    /// The function of the other axes that says what stays possible where some axes are never known.
    ///
    /// - Parameters:
    ///   - ignored: the value where nobody can be.
    ///   - join: the value that stands for two; the order in which several are joined must not matter.
    mutating func joined(
        _ ref: Ref, over axes: Set<Int>, ignoring ignored: Int, _ join: (Int, Int) -> Int
    ) throws(TooLarge) -> Ref {
        var result = ref
        var joins: [UInt64: Ref] = [:]
        for axis in axes.sorted(by: >) {
            var done: [Ref: Ref] = [:]
            result = try united(result, axis, &done, &joins) { one, other in
                one == other || other == ignored ? one : one == ignored ? other : join(one, other)
            }
        }
        return result
    }

    /// The values of all cells of an axis, put together.
    private mutating func united(
        _ ref: Ref, _ axis: Int, _ done: inout [Ref: Ref], _ joins: inout [UInt64: Ref],
        _ union: (Int, Int) -> Int
    ) throws(TooLarge) -> Ref {
        let own = self.axis(ref)
        if own > axis { return ref }
        if let ready = done[ref] { return ready }
        var result: Ref
        if own == axis {
            let children = Set((0..<widths[axis]).map { child(ref, $0) }).sorted()
            result = children.first ?? ref
            for child in children.dropFirst() { result = try combine(result, child, union, &joins) }
        } else {
            var children: [Ref] = []
            for cell in 0..<widths[own] {
                children.append(try united(child(ref, cell), axis, &done, &joins, union))
            }
            result = try node(own, children)
        }
        done[ref] = result
        return result
    }

    /// The function that is left when an axis is known.
    mutating func known(_ ref: Ref, _ axis: Int, _ cell: Int) throws(TooLarge) -> Ref {
        var done: [Ref: Ref] = [:]
        return try cofactor(ref, axis, cell, &done)
    }

    private mutating func cofactor(
        _ ref: Ref, _ axis: Int, _ cell: Int, _ done: inout [Ref: Ref]
    ) throws(TooLarge) -> Ref {
        let own = self.axis(ref)
        if own > axis { return ref }
        if own == axis { return child(ref, cell) }
        if let ready = done[ref] { return ready }
        var children: [Ref] = []
        for position in 0..<widths[own] {
            children.append(try cofactor(child(ref, position), axis, cell, &done))
        }
        let result = try node(own, children)
        done[ref] = result
        return result
    }
}
