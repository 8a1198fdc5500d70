/// Where a list is uploaded.
struct ListPage: Sendable {
    let frame: PageFrame
    /// The names of columns, and what each holds.
    let columns: [(name: String, holds: String)]
    let megabytes: Int
    var entry = DateEntry()
    var mistakes: [Mistake] = []

    var html: HTML {
        let words = frame.words
        func errors(_ id: String) -> HTML {
            let isFile = id == "file"
            return frame.beside(mistakes.filter { ($0.field == "file") == isFile }, id: "\(id)-mistakes")
        }
        let rows = columns.map {
            "<tr><th scope=\"row\">\(words.own($0.name))</th><td>\(words.own($0.holds))</td></tr>\n" as HTML
        }
        let isFileBad = mistakes.contains { $0.field == "file" }
        return frame.page(
            words(.listTitle), hasMistakes: !mistakes.isEmpty,
            """
            \(frame.summary(mistakes))<h1>\(words(.listTitle))</h1>
            <p class="lead">\(words(.listIntro))</p>
            <form method="post" action="/list" enctype="multipart/form-data" novalidate>
            \(frame.tokenField)<div class="group\(HTML.flag("bad", isFileBad))">
            <label class="strong" for="file">\(words(.listFile))</label>
            <p class="hint" id="file-hint">\(words(.listFileHint, String(megabytes)))</p>
            \(errors("file"))<input type="file" id="file" name="file" aria-describedby="file-hint\(isFileBad ? " file-mistakes" : "")" \
            accept=".csv,.txt,.tsv,.xlsx">
            </div>
            <div class="group\(HTML.flag("bad", !mistakes.isEmpty && !isFileBad))">
            <fieldset role="group" aria-describedby="date-hint"><legend class="strong">\(words(.listDate))</legend>
            <p class="hint" id="date-hint">\(words(.listDateHint))</p>
            \(errors("date"))\(DateFields(words: words, entry: entry, mistaken: mistakes.map(\.field)).html)</fieldset>
            </div>
            <div class="buttons"><button>\(words(.listButton))</button></div>
            </form>
            <h2>\(words(.listColumns))</h2>
            <p>\(words(.listColumnsIntro))</p>
            <div class="scroll" tabindex="0" role="region" aria-label="\(words(.listColumns))"><table>
            <thead><tr><th scope="col">\(words(.listColumn))</th><th scope="col">\(words(.listAsks))</th></tr></thead>
            <tbody>
            \(rows)</tbody></table></div>

            """)
    }
}
