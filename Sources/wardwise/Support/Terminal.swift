import Diagnostics
import Foundation

/// What a person reads goes to standard error; what a machine reads goes to standard output.
enum Terminal {
    static func say(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Asks for a line, where a person types it.
    static func prompt() {
        if isatty(0) == 1 { write(Array("> ".utf8)) }
    }

    static func print(_ text: String) {
        write(Array((text + "\n").utf8))
    }

    /// Writes machine output. A reader that has gone away, such as `head`, ends the run quietly.
    static func write(_ bytes: [UInt8]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch {
            exit(0)
        }
    }

    /// How many characters fit on a line of the terminal that people read; 100 when there is none.
    static var width: Int {
        var size = winsize()
        let isKnown = ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? min(max(Int(size.ws_col), 40), 120) : 100
    }

    static func say(_ problems: [Problem]) {
        for problem in problems { say(problem.text) }
        ShownCodes.add(problems)
    }

    static func print(_ problems: [Problem]) {
        for problem in problems { print(problem.text) }
        ShownCodes.add(problems)
    }
}

/// How results are written.
enum OutputFormat: String, CaseIterable {
    case text, json
}

/// How problems are written.
enum ProblemFormat: String, CaseIterable {
    /// With the line and marks under it.
    case text
    /// As sentences, for a screen reader.
    case narrated
    case json
}

/// JSON with its keys in order, so that the same result is the same bytes.
enum JSON {
    static func text(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return "null" }
        return String(decoding: data, as: UTF8.self)
    }
}
