/// Which axes a diagram looks at before others.
package enum AxisOrder: Sendable {
    /// As a reader of the rules meets them.
    case ofMention
    /// Readings, then facts, then what is not worked out from cells of facts, then ties: one walk through the facts
    /// serves every lot.
    case tiesLast
}

extension DayCells {
    /// The same cells with ties behind all other axes.
    func withTiesLast() -> DayCells {
        func rank(_ subject: Axis.Subject) -> Int {
            switch subject {
            case .reading: 0
            case .fact: 1
            case .order, .test: 2
            case .tie, .lot: 3
            }
        }
        let order = axes.indices.sorted {
            (rank(axes[$0].subject), $0) < (rank(axes[$1].subject), $1)
        }
        var place = [Int](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { place[old] = new }
        func moved(_ table: AtomTable) -> AtomTable {
            AtomTable(axes: table.axes.map { place[$0] }, isTrue: table.isTrue)
        }
        return DayCells(
            axes: order.map { axes[$0] },
            shape: DayShape(
                cells: order.map { shape.cells[$0] }, subjects: order.map { shape.subjects[$0] },
                tables: shape.tables.map(moved), feasible: shape.feasible.map(moved)))
    }

    private init(axes: [Axis], shape: DayShape) {
        self.axes = axes
        self.shape = shape
    }
}
