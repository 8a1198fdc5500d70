/// The rules, for whoever wants to read them.
struct RulesPage: Sendable {
    let frame: PageFrame
    let prose: RuleProse
    let version: String

    private var words: Words { frame.words }

    var html: HTML {
        let title = words(.rulesTitle, frame.programme)
        let contents = prose.chapters.map {
            "<a href=\"#\($0.kind.rawValue)\">\(words($0.kind.title))</a>" as HTML
        }
        return frame.page(
            title,
            """
            <h1>\(title)</h1>
            <p class="lead">\(words(.rulesIntro, version))</p>
            <nav aria-label="\(words(.rulesContents))" class="no-print"><h2>\(words(.rulesContents))</h2>
            \(HTML.list(contents))</nav>
            \(prose.chapters.map(chapter))
            """)
    }

    private func chapter(_ chapter: RuleProse.Chapter) -> HTML {
        """
        <section id="\(chapter.kind.rawValue)" class="chapter">
        <h2>\(words(chapter.kind.title))</h2>
        \(chapter.statements.map(statement))</section>

        """
    }

    private func statement(_ statement: RuleProse.Statement) -> HTML {
        let heading: HTML =
            statement.heading.isEmpty ? .empty : "<h3>\(words.own(sentence(statement.heading)))</h3>\n"
        let clauses = statement.clauses.map { clause in
            clause.isRemark
                ? "<p class=\"remark\">\(words.own(sentence(clause.text)))</p>\n" as HTML
                : "<p class=\"clause\">\(words.own(sentence(clause.text)))</p>\n" as HTML
        }
        let said: HTML =
            statement.text.isEmpty
            ? .empty
            : "<p>\(words.own(sentence(statement.heading.isEmpty ? "\(statement.kind) \(statement.text)" : statement.text)))</p>\n"
        return "<div class=\"rule\">\n\(heading)\(said)\(clauses)</div>\n"
    }

    /// With a capital letter, and quotes as print has them.
    private func sentence(_ text: String) -> String {
        var opens = true
        var result = ""
        for character in text {
            if character == "\"" {
                result.append(opens ? "“" : "”")
                opens.toggle()
            } else {
                result.append(character)
            }
        }
        let plain =
            result.hasPrefix("“") && result.hasSuffix("”") && result.count(where: { $0 == "“" }) == 1
            ? String(result.dropFirst().dropLast()) : result
        return plain.prefix(1).uppercased() + plain.dropFirst()
    }
}

extension RuleProse.Kind {
    var title: Phrase {
        switch self {
        case .programme: .rulesProgramme
        case .joining: .rulesJoining
        case .groups: .rulesGroups
        case .places: .rulesPlaces
        case .limits: .rulesLimits
        case .words: .rulesWords
        case .asked: .rulesAsked
        case .later: .rulesLater
        case .promises: .rulesPromises
        case .sources: .rulesSources
        }
    }
}
