/// What stands around every page: language, name of the service, language switch, links.
struct PageFrame: Sendable {
    var words: Words
    /// The title of the programme.
    var programme: String
    /// The path of this page, for the language switch.
    var path: String
    /// Metres to which the boundaries are accurate, when they are approximate.
    var approximateMetres: Int?
    /// What forms send back, so that no other site can send them; nil before there is anything to protect.
    var token: String?

    /// A whole page.
    ///
    /// - Parameters:
    ///   - title: the title of the window, that of the page first.
    ///   - hasMistakes: whether the page shows what is wrong with an answer.
    ///   - back: the path of the page before, for a link at the top.
    func page(_ title: String, hasMistakes: Bool = false, back: String? = nil, _ content: HTML) -> HTML {
        let prefix: HTML = hasMistakes ? "\(words(.errorPrefix)) " : .empty
        let backLink: HTML =
            back.map {
                "<nav aria-label=\"\(words(.back))\"><a class=\"back\" href=\"\($0)\">\(words(.back))</a></nav>\n"
            } ?? .empty
        return """
            <!DOCTYPE html>
            <html lang="\(words.language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(prefix)\(title) – \(programme)</title>
            <link rel="stylesheet" href="/style.css">
            <link rel="icon" href="/icon.svg" type="image/svg+xml">
            </head>
            <body>
            <a class="skip" href="#main">\(words(.skipToContent))</a>
            <header class="top">
            <div class="width">
            <a class="name" href="/">\(words.own(programme))</a>
            <nav aria-label="\(words(.languages))" class="languages">\(languages)</nav>
            </div>
            </header>
            <nav class="sections width" aria-label="\(programme)">
            <ul>\(sections)</ul>
            </nav>
            <div class="width">
            \(backLink)<main id="main" tabindex="-1">
            \(content)</main>
            \(warning)</div>
            </body>
            </html>

            """
    }

    private var languages: [HTML] {
        Language.allCases.map { language in
            language == words.language
                ? "<span aria-current=\"true\">\(language.name)</span> "
                : "<a href=\"\(path)?lang=\(language.rawValue)\" hreflang=\"\(language.rawValue)\" lang=\"\(language.rawValue)\">\(language.name)</a> "
        }
    }

    private var sections: [HTML] {
        let links: [(Phrase, String)] = [
            (.linkPerson, "/"), (.linkList, "/list"), (.linkRules, "/rules"), (.linkAbout, "/about"),
        ]
        return links.map { phrase, target in
            let current: HTML = path == target ? " aria-current=\"page\"" : .empty
            return "<li><a href=\"\(target)\"\(current)>\(words(phrase))</a></li>\n"
        }
    }

    private var warning: HTML {
        guard let approximateMetres else { return .empty }
        return
            "<footer><p class=\"inset quiet\">\(words(.approximateBoundaries, String(approximateMetres)))</p></footer>\n"
    }

    /// The field that proves that a form came from here.
    var tokenField: HTML {
        token.map { "<input type=\"hidden\" name=\"token\" value=\"\($0)\">\n" } ?? .empty
    }
}

/// Something wrong with one field of a form.
struct Mistake: Sendable, Hashable {
    /// The `id` of the field to go to.
    var field: String
    /// What is wrong and what would be right.
    var message: String
    /// Whether the words are of the catalogue, and not of the library that read the answer.
    var isOfCatalogue = true

    func html(_ words: Words) -> HTML { isOfCatalogue ? "\(message)" : words.own(message) }
}

extension PageFrame {
    /// What is wrong, at the top, each with a link to its field.
    func summary(_ mistakes: [Mistake]) -> HTML {
        guard !mistakes.isEmpty else { return .empty }
        let items = mistakes.map { "<a href=\"#\($0.field)\">\($0.html(words))</a>" as HTML }
        return """
            <div class="errors" role="alert" tabindex="-1" autofocus>
            <h2>\(words(.errorTitle))</h2>
            \(HTML.list(items, class: "plain"))</div>

            """
    }

    /// What is wrong, beside the fields; nothing without mistakes. `id` is what the fields refer to.
    func beside(_ mistakes: [Mistake], id: String) -> HTML {
        guard !mistakes.isEmpty else { return .empty }
        let lines = mistakes.map {
            "<span class=\"error\"><span class=\"hidden\">\(words(.errorPrefix))</span> \($0.html(words))</span>"
                as HTML
        }
        return "<p id=\"\(id)\" class=\"error-text\">\(lines)</p>\n"
    }
}
