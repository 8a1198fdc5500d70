import ArgumentParser
import DiagnosticPages
import Diagnostics

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Says more about the code of a problem: what it means, what to do, wrong and right.",
        discussion: """
            Without a code, lists all of them.

            Example: wardwise explain R203
            """)

    @Argument(help: ArgumentHelp("The code, such as R203, in any case.", valueName: "code"))
    var code: String?

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        ShownCodes.keepQuiet()
        guard let code else {
            return Terminal.print(
                format == .json ? JSON.text(PageTitle.all) : DiagnosticFamily.listText())
        }
        let page = try reading { () throws(Problems) -> DiagnosticPage in try known(code) }
        Terminal.print(format == .json ? JSON.text(page) : page.text(width: Terminal.width))
    }

    private func known(_ code: String) throws(Problems) -> DiagnosticPage {
        if let page = DiagnosticPage.page(for: code) { return page }
        let nearest = DiagnosticPage.nearest(to: code)
            .map { "\($0.code.rawValue) (\($0.title))" }.joined(separator: " or ")
        throw Problems(
            Problem(
                .wrongOption, "There is no code “\(code)”.",
                expected: "a letter and three digits, such as R203; `wardwise explain` lists all of them.",
                suggestion: nearest.isEmpty ? nil : "Did you mean \(nearest)?"))
    }
}
