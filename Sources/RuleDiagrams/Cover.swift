/// Some cells of some axes: everybody who is in one of them on each. An axis that is not named does not matter.
package struct Cube: Sendable, Hashable {
    package var cells: [Int: [Int]]
}

extension Diagram {
    /// Cubes that together are a function, as few and as wide as a simple search finds.
    ///
    /// Each begins as one combination of cells and is widened as far as the function goes, so that none can be widened
    /// further; what it covers is then left out (after the minimisers of two-level logic).
    ///
    /// - Parameters:
    ///   - possible: who can be. Nobody else matters, on either side.
    ///   - order: the axes in the order in which they are widened.
    ///   - limit: cubes at most.
    /// - Returns: the cubes, and whether they are all.
    package mutating func cover(
        _ ref: Ref, within possible: Ref, widening order: [Int], trying cells: (Int) -> [Int], limit: Int
    ) throws(TooLarge) -> (cubes: [Cube], isWhole: Bool) {
        let outside = try and(possible, not(ref))
        var rest = try and(ref, possible)
        var cubes: [Cube] = []
        while rest != Self.no {
            guard cubes.count < limit, let path = path(rest, to: 1, trying: cells) else {
                return (cubes, false)
            }
            var cube = Cube(cells: [:])
            for (axis, cell) in path.enumerated() { if let cell { cube.cells[axis] = [cell] } }
            for axis in order where cube.cells[axis] != nil { try widen(&cube, axis, outside) }
            rest = try and(rest, not(self.ref(cube)))
            cubes.append(cube)
        }
        return (cubes, true)
    }

    private mutating func widen(_ cube: inout Cube, _ axis: Int, _ outside: Ref) throws(TooLarge) {
        var wider = cube
        wider.cells[axis] = nil
        if try and(ref(wider), outside) == Self.no {
            cube = wider
            return
        }
        for cell in 0..<widths[axis] where cube.cells[axis]?.contains(cell) == false {
            wider = cube
            wider.cells[axis, default: []].append(cell)
            if try and(ref(wider), outside) == Self.no { cube = wider }
        }
        cube.cells[axis]?.sort()
    }

    /// The cells of an axis that some combination has.
    package mutating func possibleCells(_ axis: Int, _ possible: Ref) throws(TooLarge) -> [Int] {
        var found: [Int] = []
        for cell in 0..<widths[axis] where try and(possible, test(axis) { $0 == cell }) != Self.no {
            found.append(cell)
        }
        return found
    }

    /// A cube as a function.
    package mutating func ref(_ cube: Cube) throws(TooLarge) -> Ref {
        var result = Self.yes
        for (axis, cells) in cube.cells.sorted(by: { $0.key > $1.key }) {
            result = try node(axis, (0..<widths[axis]).map { cells.contains($0) ? result : Self.no })
        }
        return result
    }
}
