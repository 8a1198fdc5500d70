import BulkAssessment
import Eligibility
import Facts
import Wards

/// What became of a list as one page of HTML with charts, tables and a map, for people to read, print and send on.
///
/// The page needs nothing else: no network, no scripts. It holds numbers and no person. The same numbers give the same
/// bytes everywhere.
public struct ListReport: Sendable {
    /// Something the run was told.
    public struct Option: Sendable, Hashable {
        /// What it is about, such as `Places and caps`.
        public var name: String
        /// What was said.
        public var value: String

        /// Something the run was told.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    let summary: Summary
    let book: RuleBook
    /// The names of interpretations with the reading used and whether it is that of the rules.
    let readings: [(name: String, reading: String, isChosen: Bool)]
    let options: [Option]

    /// A report.
    ///
    /// - Parameters:
    ///   - summary: what became of the list.
    ///   - assessor: what decided it.
    ///   - options: what else the run was told, in the order to be shown.
    public init(_ summary: Summary, by assessor: Assessor, options: [Option] = []) {
        self.summary = summary
        book = assessor.book
        readings = zip(assessor.book.rules.interpretations, assessor.readings).map {
            interpretation, reading in
            (interpretation.name, interpretation.readings[reading], reading != interpretation.chosen)
        }
        self.options = options
    }

    /// The page, in UTF-8.
    public func html() -> [UInt8] {
        var page = Page()
        page.append(markup: "<!DOCTYPE html>\n")
        page.open("html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en-GB"])
        head(&page)
        page.open("body")
        BarChart.definePatterns(in: &page)
        header(&page)
        page.open("main", ["id": "content", "tabindex": "-1"])
        for section in sections { page.section(section.id, section.title, section.write) }
        page.close("main")
        page.open("footer")
        page.element("p", [:], "Made by Wardwise. This page needs no network and runs no scripts.")
        page.close("footer")
        page.close("body")
        page.close("html")
        return Array(page.html.utf8)
    }

    /// A part of the page.
    struct Section {
        var id: String
        var title: Words
        var write: (inout Page) -> Void
    }

    /// The parts that this list has something to say in.
    private var sections: [Section] {
        let hasPeople = summary.rows.decided > 0
        let all: [(Bool, Section)] = [
            (true, Section(id: "assessed", title: "What was assessed", write: writeAssessed)),
            (!notices.isEmpty, Section(id: "warnings", title: "Warnings", write: writeWarnings)),
            (true, Section(id: "rows", title: "Rows in and out", write: writeRows)),
            (hasPeople, Section(id: "outcomes", title: "Outcomes", write: writeOutcomes)),
            (hasPeople, Section(id: "lots", title: "Lots", write: writeLots)),
            (
                hasPeople && !book.rules.cohorts.isEmpty,
                Section(id: "cohorts", title: "Cohorts", write: writeCohorts)
            ),
            (
                hasPeople && !summary.conditions.isEmpty,
                Section(id: "reasons", title: "Reasons", write: writeReasons)
            ),
            (!summary.places.isEmpty, Section(id: "places", title: "Places", write: writePlaces)),
            (hasPeople && summary.agesFrom != nil, Section(id: "ages", title: "Ages", write: writeAges)),
            (summary.rows.rejected > 0, Section(id: "rejects", title: "Rejected rows", write: writeRejects)),
            (true, Section(id: "list", title: "How the list was read", write: writeReading)),
        ]
        return all.filter(\.0).map(\.1)
    }

    /// The name of the list without its folders, which can be somebody’s.
    var listName: String {
        summary.list.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? summary.list
    }

    private func head(_ page: inout Page) {
        page.open("head")
        page.empty("meta", ["charset": "utf-8"])
        page.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        // Whatever got into the page by mistake could load nothing and run nothing.
        page.empty(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content": "default-src 'none'; style-src 'unsafe-inline'",
            ])
        page.element("title", [:], "Report on \(listName) – \(book.rules.title)")
        page.open("style")
        page.append(markup: ReportStyle.sheet)
        page.close("style")
        page.close("head")
    }

    private func header(_ page: inout Page) {
        page.element("a", ["class": "skip", "href": "#content"], "Skip to the contents")
        page.open("header")
        page.element("p", ["class": "programme"], .name(book.rules.title))
        page.element("h1", [:], "Report on the list \(name: listName)")
        page.open("ul", ["class": "figures"])
        let rows = summary.rows
        let figures: [(Int, Words)] = [
            (rows.decided, "of \(rows.read, "row") decided"),
            (summary.outcomes.eligible, "of \(rows.decided) decided are eligible"),
            (rows.rejected, "of \(rows.read, "row") rejected"),
        ]
        for (number, words) in figures {
            page.open("li")
            page.element("strong", [:], "\(number)")
            page.element("span", [:], words)
            page.close("li")
        }
        page.close("ul")
        page.element(
            "p", ["class": "care"],
            "No name or other detail of a person is on this page. Small numbers can still tell who somebody is, above all together with other lists: look at them before passing the page on."
        )
        page.open("nav", ["aria-label": "Contents"])
        page.open("ul")
        for section in sections {
            page.open("li")
            page.element("a", ["href": "#" + section.id], section.title)
            page.close("li")
        }
        page.close("ul")
        page.close("nav")
        page.close("header")
    }
}
