import Diagnostics

/// Codes that begin alike, and are about one kind of thing.
public struct DiagnosticFamily: Hashable, Sendable {
    /// What they are about: a few words.
    public let title: String
    /// The pages, in the order of their codes.
    public let pages: [DiagnosticPage]

    init(_ title: String, _ pages: [DiagnosticPage]) {
        self.title = title
        self.pages = pages.sorted { $0.code.rawValue < $1.code.rawValue }
    }

    /// All of them: rules first, then boundaries, lists, and what any command can say.
    public static let all = [
        DiagnosticFamily("How rules are written", DiagnosticPage.ruleSyntax),
        DiagnosticFamily(
            "What rules say",
            DiagnosticPage.ruleNames + DiagnosticPage.ruleDays + DiagnosticPage.ruleFiles),
        DiagnosticFamily("What rules come to", DiagnosticPage.proofs),
        DiagnosticFamily("Boundary files", DiagnosticPage.boundaryFiles + DiagnosticPage.boundaryShapes),
        DiagnosticFamily("How outlines lie", DiagnosticPage.outlines),
        DiagnosticFamily("How lists are written", DiagnosticPage.lists + DiagnosticPage.workbooks),
        DiagnosticFamily("What lists hold", DiagnosticPage.rows),
        DiagnosticFamily("Postcodes", DiagnosticPage.postcodes),
        DiagnosticFamily("Decisions that were kept", DiagnosticPage.records),
        DiagnosticFamily("Screens and programs", DiagnosticPage.web),
        DiagnosticFamily("Files and options", DiagnosticPage.files),
    ]
}

extension DiagnosticPage {
    /// The page of a code, in any case and with or without signs around it, such as `r203:`.
    public static func page(for written: String) -> DiagnosticPage? {
        let code = written.uppercased().filter { $0.isLetter || $0.isNumber }
        return all.first { $0.code.rawValue == code }
    }

    /// The pages that somebody may have meant by a code that does not exist: the nearest number of the same letter, or
    /// the same number with other letters.
    public static func nearest(to written: String) -> [DiagnosticPage] {
        let signs = written.uppercased().filter { $0.isLetter || $0.isNumber }
        // The letters O and I are taken for the figures they look like.
        let digits = signs.drop { !$0.isNumber }.replacing("O", with: "0").replacing("I", with: "1")
        guard let number = Int(digits), number < 10_000 else { return [] }
        let sameLetter = all.filter { $0.letter == signs.first }
        guard let nearest = sameLetter.min(by: { $0.distance(to: number) < $1.distance(to: number) }) else {
            return all.filter { $0.number == number }
        }
        return [nearest]
    }

    private static let all = DiagnosticFamily.all.flatMap(\.pages)
    private var letter: Character? { code.rawValue.first }
    private var number: Int { Int(code.rawValue.dropFirst()) ?? 0 }
    /// How far away a number is; one of another hundred is farther than any of the same.
    private func distance(to other: Int) -> Int {
        abs(number - other) + (number / 100 == other / 100 ? 0 : 10_000)
    }
}
