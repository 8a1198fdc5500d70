import Foundation

/// What a benchmark found, as a table whose last column is a ratio.
struct Report {
    private struct Row {
        var name: String
        var value: String
        var ratio: String
    }
    private var rows: [Row] = []
    private let title: String

    init(_ title: String) { self.title = title }

    /// A figure, and how it relates to another.
    mutating func add(_ name: String, _ value: String, _ ratio: String = "") {
        rows.append(Row(name: name, value: value, ratio: ratio))
    }

    /// Something that could not be measured, and why.
    mutating func skip(_ name: String, _ reason: String) { add(name, "skipped", reason) }

    func show() {
        print("\n\(title)")
        let names = rows.map(\.name.count).max() ?? 0
        let values = rows.map(\.value.count).max() ?? 0
        for row in rows {
            let name = row.name.padding(toLength: names, withPad: " ", startingAt: 0)
            let value = String(repeating: " ", count: values - row.value.count) + row.value
            print("  \(name)  \(value)  \(row.ratio)")
        }
    }
}

extension Double {
    /// With three digits that tell.
    var short: String {
        self >= 100
            ? String(format: "%.0f", self)
            : self >= 10 ? String(format: "%.1f", self) : String(format: "%.2f", self)
    }
    var milliseconds: String { "\((self * 1e3).short) ms" }
}
