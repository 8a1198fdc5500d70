import RuleChecking
import RuleEvaluation

/// The tests of the rules as functions of the axes, for all days of one shape.
package struct RuleFunctions: Sendable {
    package let axes: [Axis]
    package private(set) var diagram: Diagram
    /// The combinations of cells that somebody can be in: facts are what they must be.
    package private(set) var possible = Diagram.yes
    private let rules: CheckedRules
    private let readings: [Int]
    private let tables: [NodeID: AtomTable]
    /// A condition that is taken to be met.
    private var ignored: Int?
    private var done: [Manner: [NodeID: Diagram.Ref]] = [:]

    /// - Parameter readings: how interpretations are read that have no axis.
    init(
        _ rules: CheckedRules, _ atoms: Atoms, _ cells: DayCells, readings: [Int] = []
    ) throws(Diagram.TooLarge) {
        self.rules = rules
        self.readings = readings
        axes = cells.axes
        diagram = Diagram(widths: axes.map(\.count))
        tables = Dictionary(
            zip(atoms.atoms.map(\.node), cells.shape.tables)
        ) { first, _ in first }
        for table in cells.shape.feasible { possible = try diagram.and(possible, self.table(table)) }
        for axis in axes.indices {
            guard case .fact(let fact) = axes[axis].subject else { continue }
            for constraint in rules.facts[fact].constraints {
                var holds = try test(constraint)
                if rules.facts[fact].type.value.isOrdered {
                    // Special answers, such as “never worked”, meet everything a value must be.
                    let sets = axes[axis].sets
                    holds = try diagram.or(holds, diagram.test(axis) { !sets[$0].hasRange })
                }
                possible = try diagram.and(possible, holds)
            }
        }
    }

    /// How conditions and connections that only refer count.
    package enum Manner: Hashable, Sendable {
        /// Not at all.
        case strict
        /// As met.
        case lenient
        /// Connections count as the ties they are, conditions not: what promises speak of.
        case everyTie
    }

    /// A test as a function: true or false.
    package mutating func test(_ node: NodeID, _ manner: Manner = .strict) throws(Diagram.TooLarge)
        -> Diagram.Ref
    {
        if let ready = done[manner, default: [:]][node] { return ready }
        let result = try build(node, manner)
        done[manner, default: [:]][node] = result
        return result
    }

    private mutating func build(_ node: NodeID, _ manner: Manner) throws(Diagram.TooLarge) -> Diagram.Ref {
        switch rules.nodes[node] {
        case .truth(let isTrue): return isTrue ? Diagram.yes : Diagram.no
        case .and(let left, let right):
            return try diagram.and(test(left, manner), test(right, manner))
        case .or(let left, let right):
            return try diagram.or(test(left, manner), test(right, manner))
        case .not(let inner): return try diagram.not(test(inner, manner))
        case .definition(let index): return try test(rules.definitions[index].value, manner)
        case .condition(let index): return try condition(index, manner)
        case .reading(let index, let options):
            guard let axis = axis(.reading(index)) else {
                let isRead = index < readings.count && options & OptionBits.option(readings[index]) != 0
                return isRead ? Diagram.yes : Diagram.no
            }
            return try diagram.test(axis) { options & OptionBits.option($0) != 0 }
        case .connection(let kinds):
            var result = Diagram.no
            for kind in rules.connections.indices where kinds & (1 << UInt64(kind)) != 0 {
                if rules.connections[kind].refers && manner == .strict { continue }
                guard let axis = axis(.tie(kind)) else { continue }
                result = try diagram.or(result, diagram.test(axis) { $0 == 1 })
            }
            return result
        case .lot(let index):
            guard let axis = axis(.lot) else { return Diagram.no }
            return try diagram.test(axis) { axes[axis].lots[$0] == index }
        case .isOneOf(let subject, let options) where rules.isTest(subject):
            let inner = try test(subject, manner)
            return options == OptionBits.yes ? inner : try diagram.not(inner)
        default:
            guard let table = tables[node] else { return Diagram.no }
            return try self.table(table)
        }
    }

    private mutating func condition(_ index: Int, _ manner: Manner) throws(Diagram.TooLarge) -> Diagram.Ref {
        let condition = rules.conditions[index]
        if condition.refers && manner == .lenient || index == ignored { return Diagram.yes }
        var result = try test(condition.test, manner)
        for waiver in condition.waivers { result = try diagram.or(result, test(waiver.test, manner)) }
        return result
    }

    /// The axis of a subject, as an index.
    package func axis(_ subject: Axis.Subject) -> Int? { axes.firstIndex { $0.subject == subject } }

    private mutating func table(_ table: AtomTable) throws(Diagram.TooLarge) -> Diagram.Ref {
        var cells = [Int](repeating: 0, count: table.axes.count)
        let order = table.axes.indices.sorted { table.axes[$0] < table.axes[$1] }
        return try self.table(table, order[...], &cells)
    }

    private mutating func table(
        _ table: AtomTable, _ order: ArraySlice<Int>, _ cells: inout [Int]
    ) throws(Diagram.TooLarge) -> Diagram.Ref {
        guard let position = order.first else {
            var entry = 0
            for (position, axis) in table.axes.enumerated() {
                entry = entry * axes[axis].count + cells[position]
            }
            return table.isTrue[entry] ? Diagram.yes : Diagram.no
        }
        let axis = table.axes[position]
        var children: [Diagram.Ref] = []
        for cell in 0..<axes[axis].count {
            cells[position] = cell
            children.append(try self.table(table, order.dropFirst(), &cells))
        }
        return try diagram.node(axis, children)
    }

    /// Works on the diagram with functions of this.
    package mutating func with<Result>(
        _ work: (inout Diagram) throws(Diagram.TooLarge) -> Result
    ) throws(Diagram.TooLarge) -> Result {
        try work(&diagram)
    }

    /// The same with one condition left out, as if it were always met.
    package mutating func eligibility(ignoring condition: Int) throws(Diagram.TooLarge) -> Diagram.Ref {
        let before = done
        defer { done = before }
        done = [:]
        ignored = condition
        defer { ignored = nil }
        return try eligibility()
    }

    // MARK: What decisions are made of

    /// For a lot: 2 where a person is eligible, 1 where they would be were every condition that refers met, 0 elsewhere.
    package mutating func eligibility() throws(Diagram.TooLarge) -> Diagram.Ref {
        let strict = try test(rules.eligibleWhen)
        let lenient = try test(rules.eligibleWhen, .lenient)
        return try diagram.combine(strict, lenient) { $0 == 1 ? 2 : $1 }
    }
}
