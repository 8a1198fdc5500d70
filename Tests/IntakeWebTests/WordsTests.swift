import Testing

@testable import IntakeWeb

/// The catalogue of the pages’ own words.
struct WordsTests {
    private func places(_ text: String) -> [String] {
        (1...9).map { "{\($0)}" }.filter(text.contains)
    }

    @Test(arguments: Language.allCases)
    func `every phrase has words with the same places for values as in English`(_ language: Language) {
        for phrase in Phrase.allCases {
            let words = language.words(phrase)
            #expect(!words.isEmpty)
            #expect(places(words) == places(Language.english.words(phrase)), "\(phrase)")
            #expect(!words.contains("'") && !words.contains("\""), "\(phrase): quotes as print has them")
        }
    }

    @Test func `nothing was left in English in the Welsh words`() {
        let same = Phrase.allCases.filter { Language.welsh.words($0) == Language.english.words($0) }
        #expect(same.isEmpty)
    }

    @Test func `values stand where the phrase says, and are not looked into`() {
        let words = Words(language: .english)
        #expect(words(.resultWith, "{2}", "b") == "{2}, with b")
        #expect(words(.resultLater, "1 May", "eligible") == "By itself, from 1 May: eligible.")
    }
}
