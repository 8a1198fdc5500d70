/// A language of the pages.
public enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case welsh = "cy"

    /// Its own name for itself.
    var name: String {
        switch self {
        case .english: "English"
        case .welsh: "Cymraeg"
        }
    }

    /// What the pages say in it. The compiler sees to it that nothing is missing.
    func words(_ phrase: Phrase) -> String {
        switch self {
        case .english: phrase.english
        case .welsh: phrase.welsh
        }
    }
}

/// The fixed words of the pages in one language. The rules’ own words, and the reasons made of them, stay in the
/// language they are written in.
struct Words: Sendable {
    let language: Language

    /// A phrase, with values in place of `{1}`, `{2}` ….
    func callAsFunction(_ phrase: Phrase, _ values: String...) -> String {
        var text = language.words(phrase)
        for (index, value) in values.enumerated().reversed() {
            text = text.split(separator: "{\(index + 1)}", omittingEmptySubsequences: false).joined(
                separator: value)
        }
        return text
    }

    /// Words that are not of the catalogue: those of the rules, and what is decided by them.
    func own(_ text: String) -> HTML {
        language == .english ? "\(text)" : "<span lang=\"en\">\(text)</span>"
    }
}
