import RuleChecking

/// What an answer depends on.
extension Completions {
    /// The variables on which the answer depends: two completions that differ only there have different
    /// answers.
    func deciding(_ leaves: [Leaf]) -> Set<Variable> {
        var deciding = Set(leaves.flatMap(\.open))
        guard leaves.count <= 1_500 else {
            // Too many to compare two by two: everything that had to be split may matter.
            for leaf in leaves { deciding.formUnion(differences(leaf.box.facts, leaf.box.ties)) }
            return deciding
        }
        // Mostly everything that was split is found to matter long before all have been compared.
        let candidates = candidates(leaves).union(deciding)
        for (index, leaf) in leaves.enumerated() {
            if deciding.count == candidates.count { return deciding }
            for other in leaves[(index + 1)...] where other.answers != leaf.answers {
                deciding.formUnion(Self.onlyDifference(leaf.box, other.box) ?? [])
                if Self.areApartBySigns(leaf.box, other.box) {
                    deciding.formUnion(factsApart(leaf.box, other.box))
                }
            }
        }
        return deciding
    }

    /// Everything in which leaves can differ: what was split, and what is below the pairs that were told apart.
    private func candidates(_ leaves: [Leaf]) -> Set<Variable> {
        var found: Set<Variable> = []
        var pairs: Set<SignedPair> = []
        for leaf in leaves {
            found.formUnion(differences(leaf.box.facts, leaf.box.ties))
            pairs.formUnion(leaf.box.signs.keys)
        }
        for side in pairs.flatMap({ [$0.left, $0.right] }) {
            found.formUnion(cuts.facts(below: side).map { .fact($0) })
        }
        return found
    }

    /// What is no longer all that was known at first.
    private func differences(_ facts: [FactSet], _ ties: [[Truth]]) -> [Variable] {
        var found: [Variable] = []
        for index in facts.indices where facts[index] != base.facts[index] { found.append(.fact(index)) }
        for group in ties.indices {
            for kind in ties[group].indices where ties[group][kind].isSettled {
                found.append(.tie(group: group, kind: kind))
            }
        }
        return found
    }

    /// The one variable in which two boxes have nothing in common; nil when there are several.
    private static func onlyDifference(_ first: Box, _ second: Box) -> [Variable]? {
        var apart: Variable?
        for index in first.facts.indices where !first.facts[index].overlaps(second.facts[index]) {
            if apart != nil { return nil }
            apart = .fact(index)
        }
        for group in first.ties.indices {
            for kind in first.ties[group].indices
            where first.ties[group][kind].isDisjoint(with: second.ties[group][kind]) {
                if apart != nil { return nil }
                apart = .tie(group: group, kind: kind)
            }
        }
        return apart.map { [$0] } ?? []
    }

    private static func areApartBySigns(_ first: Box, _ second: Box) -> Bool {
        guard !first.signs.isEmpty, onlyDifference(first, second)?.isEmpty == true else { return false }
        return !pairsApart(first, second).isEmpty
    }

    /// The pairs that are in another order in each of two boxes.
    private static func pairsApart(_ first: Box, _ second: Box) -> [SignedPair] {
        first.signs.compactMap { pair, sign in
            second.signs[pair].flatMap { $0 == sign ? nil : pair }
        }
    }

    /// The facts that two boxes have in common and that move a pair from one order to another.
    private func factsApart(_ first: Box, _ second: Box) -> [Variable] {
        Self.pairsApart(first, second).flatMap { pair in
            openAtoms(
                [OpenTest(node: pair.left, isWhole: true), OpenTest(node: pair.right, isWhole: true)], first,
                evaluator(for: first)
            )
            .map(\.variable)
        }
    }

    /// The facts that an amount depends on and that have more than one value left in a part of all completions.
    func unknowns(in amount: NodeID, _ box: Box) -> Set<Variable> {
        var finder = OpenFinder(rules: rules, evaluator: evaluator(for: box))
        finder.visit(OpenTest(node: amount, isWhole: true))
        return Set(finder.atoms.map(\.variable))
    }
}
