import ArgumentParser
import Diagnostics
import Facts

/// `--interpret`, and how it and `--on` are read.
struct ReadingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("A reading of the sources to use. May be repeated.", valueName: "name=reading"))
    var interpret: [String] = []

    /// The readings chosen for a run.
    func readings() throws(Problems) -> [String: String] { try Self.readings(interpret) }

    /// Readings chosen for a run, from `NAME=READING`.
    static func readings(_ texts: [String], option: String = "--interpret") throws(Problems) -> [String:
        String]
    {
        var readings: [String: String] = [:]
        var problems: [Problem] = []
        for text in texts {
            guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
                problems.append(
                    Problem(
                        .wrongOption, "\(option) “\(text)” has no = in it.",
                        expected: "\(option) \"NAME=READING\"."))
                continue
            }
            let name = AnswerReader.trim(String(text[..<equals]))
            let reading = AnswerReader.unquote(String(text[text.index(after: equals)...]))
            if readings.updateValue(reading, forKey: name) != nil {
                problems.append(
                    Problem(
                        .wrongOption, "\(option) gives “\(name)” twice.", expected: "one reading of each."))
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        return readings
    }

    /// One day, from any way of writing one.
    static func date(_ text: String?, option: String = "--on") throws(Problems) -> CivilDate? {
        guard let text else { return nil }
        do throws(AnswerReader.Refusal) {
            if case .known(.date(let date)) = try AnswerReader(FactType(.date)).read(text) { return date }
        } catch {
            throw Problems(Problem(.wrongOption, "\(option): \(error.message)", expected: error.expected))
        }
        throw Problems(
            Problem(
                .wrongOption, "\(option): “\(text)” is not one day.", expected: "a date such as 2018-09-03."))
    }
}
