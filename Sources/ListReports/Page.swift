import Markup

/// A page as it grows. Tags and their attributes are written in the source; whatever else goes in is escaped.
struct Page {
    private(set) var html = ""

    /// Attributes: names as in the source, and values that are escaped here.
    typealias Attributes = KeyValuePairs<StaticString, String>

    mutating func open(_ tag: StaticString, _ attributes: Attributes = [:]) {
        start(tag, attributes)
        html += ">"
    }

    mutating func close(_ tag: StaticString) { html += "</\(tag)>\n" }

    /// An element without contents, such as a bar.
    mutating func empty(_ tag: StaticString, _ attributes: Attributes) {
        start(tag, attributes)
        html += "/>"
    }

    mutating func element(_ tag: StaticString, _ attributes: Attributes = [:], _ words: Words) {
        open(tag, attributes)
        html += words.html
        close(tag)
    }

    /// What is markup already: style sheets and pictures made elsewhere.
    mutating func append(markup: String) { html += markup }

    private mutating func start(_ tag: StaticString, _ attributes: Attributes) {
        html += "<\(tag)"
        for (name, value) in attributes { html += " \(name)=\"\(MarkupText.escaped(value))\"" }
    }

    // MARK: What pages are made of

    mutating func paragraph(_ words: Words) { element("p", [:], words) }

    /// A section with its heading, which links can name.
    mutating func section(_ id: String, _ title: Words, _ contents: (inout Page) -> Void) {
        open("section", ["id": id, "aria-labelledby": id + "-title"])
        element("h2", ["id": id + "-title"], title)
        contents(&self)
        close("section")
    }

    mutating func list(_ items: [Words]) {
        open("ul")
        for item in items { element("li", [:], item) }
        close("ul")
    }

    /// Names and what they are.
    mutating func terms(_ terms: [(Words, [Words])]) {
        open("dl")
        for (name, values) in terms {
            open("div")
            element("dt", [:], name)
            for value in values { element("dd", [:], value) }
            close("div")
        }
        close("dl")
    }

    /// A table that can be moved sideways where the page is narrow.
    mutating func table(_ table: ReportTable) {
        open("div", ["class": "wide", "tabindex": "0", "role": "region", "aria-label": table.label])
        open("table")
        element("caption", [:], table.caption)
        open("thead")
        open("tr")
        for (index, column) in table.columns.enumerated() {
            element(
                "th", ["scope": "col", "class": table.words.contains(index) ? "words" : "number"], column)
        }
        close("tr")
        close("thead")
        open("tbody")
        for row in table.rows { write(row, of: table, isTotal: false) }
        close("tbody")
        if let total = table.total {
            open("tfoot")
            write(total, of: table, isTotal: true)
            close("tfoot")
        }
        close("table")
        close("div")
    }

    private mutating func write(_ row: [Words], of table: ReportTable, isTotal: Bool) {
        open("tr")
        for (index, cell) in row.enumerated() {
            if index == 0 {
                element("th", ["scope": "row"], cell)
            } else {
                element("td", ["class": table.words.contains(index) ? "words" : "number"], cell)
            }
        }
        close("tr")
    }
}

/// A table: the first cell of each row names it.
struct ReportTable {
    /// What it shows, in plain words for a screen reader.
    var label: String
    /// What it shows, and of how many.
    var caption: Words
    var columns: [Words]
    /// The columns that hold words; the others hold numbers.
    var words: Set<Int> = [0]
    var rows: [[Words]]
    var total: [Words]?
}
