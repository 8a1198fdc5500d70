import Foundation

/// One line on the terminal that says how far a long run is, and is gone at the end. Silent for the first second, and
/// where standard error is no terminal.
final class ProgressLine {
    private let start = ContinuousClock.now
    private var last: ContinuousClock.Instant
    private var isShown = false
    private let isTerminal = isatty(2) == 1

    init() { last = start }

    /// Says what is done; `rate` is counted from when the work began.
    func show(
        _ what: String, done: Int, of total: Int?, isEstimate: Bool = false,
        since began: ContinuousClock.Instant
    ) {
        let now = ContinuousClock.now
        guard isTerminal, now - start > .seconds(1), now - last > .milliseconds(200) else { return }
        last = now
        isShown = true
        let seconds = max(0.001, Self.seconds(now - began))
        let rate = Double(done) / seconds
        var line = "\(what): \(done)"
        if let total, total > 0 {
            let left = rate > 0 ? Double(max(0, total - done)) / rate : 0
            line +=
                " of \(isEstimate ? "about \(Self.rounded(total))" : "\(total)") rows (\(100 * done / total)%), \(Int(rate)) a second, \(Self.words(left)) left"
        } else {
            line += " rows, \(Int(rate)) a second"
        }
        FileHandle.standardError.write(Data("\r\(line)\u{1B}[K".utf8))
    }

    /// Clears the line.
    func end() {
        if isShown { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
        isShown = false
    }

    /// To two figures: what was worked out is not known better.
    private static func rounded(_ number: Int) -> Int {
        var unit = 1
        while number / unit >= 100 { unit *= 10 }
        return (number + unit / 2) / unit * unit
    }

    private static func seconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    }

    private static func words(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 60 ? "\(whole) s" : "\(whole / 60) min \(whole % 60) s"
    }
}
