extension CheckedRules {
    /// The facts that an expression depends on, in order of first mention, and whether there are spells among them.
    package func facts(under node: NodeID) -> (facts: [Int], hasSpells: Bool) {
        var found: [Int] = []
        var hasSpells = false
        func walk(_ node: NodeID) {
            switch nodes[node] {
            case .fact(let index):
                if facts[index].type.value == .spells { hasSpells = true }
                if !found.contains(index) { found.append(index) }
            default: for child in children(of: node) { walk(child) }
            }
        }
        walk(node)
        return (found, hasSpells)
    }

    /// The expressions that one is made of.
    package func children(of node: NodeID) -> [NodeID] {
        switch nodes[node] {
        case .truth, .constant, .decisionDate, .fact, .reading, .connection, .lot: []
        case .definition(let index): [definitions[index].value].filter { $0 >= 0 }
        case .condition(let index): [conditions[index].test] + conditions[index].waivers.map(\.test)
        case .age(let inner), .fraction(let inner), .shifted(let inner, _, _), .lastSpell(let inner, _),
            .spellDay(let inner, _), .timeComparison(let inner, _, _), .isOneOf(let inner, _),
            .isWithin(let inner, _, _), .not(let inner):
            [inner]
        case .rounded(let inner, let step): [inner, step]
        case .rate(_, let by): by.map { [$0] } ?? []
        case .time(let left, let right, _), .timeIn(let left, _, let right),
            .arithmetic(_, let left, let right), .comparison(let left, _, let right),
            .timeAgainst(let left, _, let right, _), .shiftedBy(let left, let right, _, _),
            .isInSpells(let left, let right), .and(let left, let right), .or(let left, let right):
            [left, right]
        }
    }
}
