import Diagnostics
import Facts
import RuleSyntax

/// Names that nothing declares, that nothing uses, or that cannot be told apart.
extension Checker {
    /// Reports a name in an expression that nothing declares.
    mutating func reportUnknown(_ name: NameSyntax) {
        guard problems.count < Self.problemLimit, !isUnread(name.range) else { return }
        if let first = unknownNames[name.key] { return showAlso(name, in: first) }
        let words = name.words
        let message = "There is nothing called “\(name.text)” in these rules."
        if let meant = comparison(meantBy: words) {
            return report(.unknownName, message, expected: "`\(meant)`.", name.range)
        }
        if let first = words.first, ["both", "neither"].contains(first) {
            let expected =
                first == "both" ? "the tests, joined by `and`, without “both”." : "`not A and not B`."
            return report(.unknownName, message, expected: expected, name.range)
        }
        let nearest = suggestion(for: name.text, among: spellings.values.sorted() + [rules.decidedOn])
        // A misspelling is one place to mend; a name that is missing is missing everywhere.
        if nearest == nil { unknownNames[name.key] = problems.count }
        report(.unknownName, message, expected: wanted(name), suggestion: nearest, name.range)
    }

    private func wanted(_ name: NameSyntax) -> String {
        if name.words.contains("lot") {
            return "the name of a fact, definition or rate; of ties by place, `has a connection to the lot`."
        }
        if decisionDateKey == "decision date", name.words.contains("date") {
            return
                "a name that is declared; the date people are judged on is named by `decided on the \(name.text)` under `programme`."
        }
        return
            "the name of a fact, definition or rate; something new is declared first, with `fact \(name.text): …` or `define \(name.text): …`."
    }

    /// What “age over 16” or “over 16” was meant to be.
    private func comparison(meantBy words: [String]) -> String? {
        guard let found = Phrasebook.comparison(within: words), found.after < words.count else { return nil }
        let subject = words[..<found.before].joined(separator: " ")
        guard subject.isEmpty || symbols[subject] != nil || subject == decisionDateKey else { return nil }
        let right = words[found.after...].joined(separator: " ")
        return (subject.isEmpty ? "" : "\(spellings[subject] ?? subject) ") + "\(found.instead) \(right)"
    }

    /// Adds a place to a problem that is reported already; a few show enough.
    mutating func showAlso(_ name: NameSyntax, in problem: Int) {
        guard problems.indices.contains(problem), problems[problem].places.count < 4 else { return }
        problems[problem].places.append(source.place(name.range, label: "used here as well"))
    }

    // MARK: Headings

    /// In lists a name counts by its letters and digits: two things with one heading could not be told apart.
    mutating func checkHeadings() {
        var owners: [String: (heading: String, owner: String, place: SourcePlace?)] = [:]
        func claim(_ headings: [String], _ owner: String, _ key: String) -> Problem? {
            let place = declaredAt[key]
            var problem: Problem?
            for heading in headings {
                let letters = Heading.key(heading)
                guard let other = owners[letters] else {
                    owners[letters] = (heading, owner, place)
                    continue
                }
                guard other.owner != owner, problem == nil else { continue }
                problem = Problem(
                    .repeatedName,
                    "In lists the heading “\(heading)” stands for both “\(other.owner)” and “\(owner)”.",
                    expected: "headings that differ in more than capitals, spaces and signs.",
                    at: [place].compactMap { $0 } + [other.place].compactMap { $0 })
            }
            return problem
        }
        var found: [Problem?] = [
            claim([rules.decidedOn] + rules.decisionDateAsking.columns, rules.decidedOn, decisionDateKey)
        ]
        for fact in rules.facts {
            found.append(claim([fact.name] + fact.asking.columns, fact.name, fact.key))
        }
        for definition in rules.definitions {
            let headings = [definition.name] + definition.asking.columns
            found.append(claim(headings, definition.name, definition.key))
        }
        for connection in rules.connections {
            let headings = [connection.name] + connection.asking.columns
            let forms = ["", " ward", " postcode", " latitude", " longitude"]
            let all = headings.flatMap { heading in forms.map { heading + $0 } }
            found.append(claim(all, connection.name, connection.key))
        }
        for interpretation in rules.interpretations {
            found.append(claim([interpretation.name], interpretation.name, interpretation.key))
        }
        problems += found.compactMap { $0 }
    }

    // MARK: Unused names

    /// Warns of what is declared and never used. Files outside the folder of the main file are for other programmes as
    /// well, and a `note` says why something is kept.
    mutating func checkUnused(main: String) {
        guard !problems.contains(where: { $0.severity == .error }) else { return }
        for (index, fact) in rules.facts.enumerated() where fact.annotations.notes.isEmpty {
            let identifies = rules.identifyBy.contains(.fact(index))
            if !usedNames.contains(fact.key), !identifies {
                warnUnused(
                    "No rule uses the fact “\(fact.name)”, so nobody is asked for it.", declaredAt[fact.key],
                    main)
            }
        }
        for definition in rules.definitions where definition.annotations.notes.isEmpty {
            // What may be given like a fact limits the facts it is made from.
            let asking = definition.asking
            let canBeGiven = asking.question != nil || asking.hint != nil || !asking.columns.isEmpty
            if !usedNames.contains(definition.key), !canBeGiven, !givenNames.contains(definition.key) {
                warnUnused(
                    "No rule uses the definition “\(definition.name)”.", declaredAt[definition.key], main)
            }
        }
        for rate in rules.rates where rate.annotations.notes.isEmpty && !usedNames.contains(rate.key) {
            warnUnused("No rule uses the rate “\(rate.name)”.", declaredAt[rate.key], main)
        }
        for reading in rules.interpretations
        where reading.annotations.notes.isEmpty && !usedNames.contains(reading.key) {
            warnUnused(
                "No rule asks which reading of “\(reading.name)” holds.", declaredAt[reading.key], main)
        }
        for (index, connection) in rules.connections.enumerated()
        where connection.annotations.notes.isEmpty && !usesAnyTie && !usedNames.contains(connection.key) {
            let identifies = rules.identifyBy.contains {
                $0 == .postcode(connection: index) || $0 == .ward(connection: index)
            }
            if !identifies {
                warnUnused(
                    "No rule counts the connection “\(connection.name)”.", declaredAt[connection.key], main)
            }
        }
        for key in periods.keys.sorted() where periods[key]?.annotations.notes.isEmpty == true {
            guard !usedNames.contains(Self.period(key)), let name = periods[key]?.name else { continue }
            warnUnused("Nothing is said `during` the period “\(name)”.", placesOfPeriods[key], main)
        }
        for key in sources.keys.sorted() where !usedNames.contains(Self.source(key)) {
            guard let name = sources[key]?.name else { continue }
            warnUnused("Nothing is taken from the source “\(name)”.", placesOfSources[key], main)
        }
    }

    /// Sources and periods have names of their own, apart from those of facts.
    static func source(_ key: String) -> String { "source \(key)" }
    static func period(_ key: String) -> String { "period \(key)" }

    private mutating func warnUnused(_ message: String, _ place: SourcePlace?, _ main: String) {
        guard let place, Self.folder(of: place.source) == Self.folder(of: main) else { return }
        problems.append(
            Problem(
                .unusedName, message, severity: .warning,
                expected: "something that uses it, or a `note` that says what it is kept for.", at: [place]))
    }

    private static func folder(of path: String) -> Substring {
        path.lastIndex(of: "/").map { path[..<$0] } ?? ""
    }
}

/// Headings of lists.
package enum Heading {
    /// The comparing form of a heading: letters and digits only, in lower case.
    package static func key(_ name: some StringProtocol) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}
