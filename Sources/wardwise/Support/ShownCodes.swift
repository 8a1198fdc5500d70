import Diagnostics
import Synchronization

/// The codes of the problems that a run has shown as text: at its end it says once where there is more about them.
enum ShownCodes {
    private struct State {
        var codes: [Problem.Code] = []
        var isQuiet = false
    }
    private static let state = Mutex(State())

    /// Notes are left out: they ask nothing of anybody.
    static func add(_ problems: [Problem]) { add(problems.filter { $0.severity != .note }.map(\.code)) }

    static func add(_ codes: [Problem.Code]) {
        state.withLock { state in
            for code in codes where !state.codes.contains(code) { state.codes.append(code) }
        }
    }

    /// For runs whose problems are read by a machine or aloud.
    static func keepQuiet() { state.withLock { $0.isQuiet = true } }

    static func sayWhereMoreIs() {
        let state = state.withLock { $0 }
        guard let first = state.codes.first, !state.isQuiet else { return }
        let others = state.codes.count > 1 ? " about \(first.rawValue), and so for each code" : ""
        Terminal.say("`wardwise explain \(first.rawValue)` says more\(others).")
    }
}
