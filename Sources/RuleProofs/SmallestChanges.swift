import RuleDiagrams

/// The smallest sets of facts whose change alters an outcome, and the nearest cells that do.
package struct SmallestChanges: Sendable {
    /// One axis, and where it would have to be.
    package struct Move: Sendable, Hashable {
        package var axis: Int
        /// The nearest cell.
        package var nearest: Int
        /// All cells that would do, the other moves being made; in order.
        package var cells: [Int]
    }

    package struct Change: Sendable, Hashable {
        package var moves: [Move]
        /// The value that the function then has.
        package var value: Int
    }

    package private(set) var changes: [Change] = []

    private let diagram: Diagram
    private let ref: Diagram.Ref
    private let people: Possibilities
    private let impossible: Int
    /// Facts changed at once, at most.
    private static let most = 3

    /// Looks for every set that is no larger than it has to be.
    ///
    /// - Parameters:
    ///   - ref: a function that has one value for the person.
    ///   - axes: those that may change.
    ///   - impossible: the value where nobody can be.
    package init(
        _ diagram: Diagram, _ ref: Diagram.Ref, of people: Possibilities, axes: [Int], impossible: Int
    ) {
        self.diagram = diagram
        self.ref = ref
        self.people = people
        self.impossible = impossible
        let now = diagram.values(ref, for: people, except: impossible)
        guard now.count == 1, let value = now.first else { return }
        var minimal: [Set<Int>] = []
        let support = diagram.support(ref)
        let candidates = axes.filter { support.contains($0) }.prefix(14)
        for size in 1...Self.most {
            for set in Self.subsets(Array(candidates), size)
            where !minimal.contains(where: { $0.isSubset(of: set) }) {
                let found = changes(set, from: value)
                if !found.isEmpty { minimal.append(Set(set)) }
                changes += found
            }
        }
    }

    private static func subsets(_ axes: [Int], _ size: Int) -> [[Int]] {
        guard size > 0 else { return [[]] }
        return axes.indices.flatMap { index in
            subsets(Array(axes[(index + 1)...]), size - 1).map { [axes[index]] + $0 }
        }
    }

    /// For each other value, the nearest way to it.
    private func changes(_ axes: [Int], from value: Int) -> [Change] {
        var best: [Int: (distance: Int, cells: [Int])] = [:]
        func look(_ rest: ArraySlice<Int>, _ people: Possibilities, _ cells: [Int], _ distance: Int) {
            guard let axis = rest.first else {
                let values = diagram.values(ref, for: people, except: impossible)
                guard values.count == 1, let found = values.first, found != value else { return }
                if best[found].map({ distance < $0.distance }) ?? true { best[found] = (distance, cells) }
                return
            }
            let now = people.cells[axis]
            for cell in 0..<diagram.widths[axis] where !now.contains(cell) {
                var moved = people
                moved.cells[axis] = [cell]
                let step = now.map { abs($0 - cell) }.min() ?? 0
                look(rest.dropFirst(), moved, cells + [cell], distance + step)
            }
        }
        look(axes[...], people, [], 0)
        return best.sorted { $0.key < $1.key }.map { found, way in
            Change(moves: moves(axes, way.cells, to: found), value: found)
        }
    }

    private func moves(_ axes: [Int], _ cells: [Int], to value: Int) -> [Move] {
        axes.indices.map { index in
            let all = (0..<diagram.widths[axes[index]]).filter { cell in
                if people.cells[axes[index]].contains(cell) { return false }
                var moved = people
                for other in axes.indices { moved.cells[axes[other]] = [cells[other]] }
                moved.cells[axes[index]] = [cell]
                return diagram.values(ref, for: moved, except: impossible) == [value]
            }
            return Move(axis: axes[index], nearest: cells[index], cells: all)
        }
    }
}
