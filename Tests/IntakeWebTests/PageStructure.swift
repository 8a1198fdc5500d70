/// Judges a page by what browsers and screen readers rely on, without the code that made it.
struct PageStructure {
    /// What is wrong with the page.
    private(set) var faults: [String] = []
    private var ids: [String] = []
    private var references: [String] = []
    private var headings = 0
    private var stack: [String] = []

    private static let void: Set<String> = ["meta", "link", "input", "img", "br"]

    init(_ page: String) {
        if !page.hasPrefix("<!DOCTYPE html>") { faults.append("no doctype") }
        var rest = page.dropFirst("<!DOCTYPE html>".count)
        while let start = rest.firstIndex(of: "<") {
            let text = rest[..<start]
            if text.contains(">") { faults.append("a stray > before \(rest[start...].prefix(30))") }
            guard let end = rest[start...].firstIndex(of: ">") else {
                faults.append("a tag without end")
                return
            }
            tag(String(rest[rest.index(after: start)..<end]))
            rest = rest[rest.index(after: end)...]
        }
        if !stack.isEmpty { faults.append("not closed: \(stack)") }
        if headings != 1 { faults.append("\(headings) main headings") }
        if Set(ids).count != ids.count { faults.append("an id is there twice: \(ids.sorted())") }
        for reference in references where !ids.contains(reference) {
            faults.append("nothing has the id \(reference)")
        }
        for forbidden in ["<script", "<style", " style=\"", " onclick", "javascript:", "http://", "https://"]
        where page.contains(forbidden) {
            faults.append("holds \(forbidden)")
        }
    }

    private mutating func tag(_ tag: String) {
        if tag.hasPrefix("/") {
            let name = String(tag.dropFirst())
            if stack.popLast() != name { faults.append("</\(name)> closes something else") }
            return
        }
        let name = String(tag.prefix { $0 != " " })
        if name == "h1" { headings += 1 }
        if !Self.void.contains(name) { stack.append(name) }
        let attributes = attributes(String(tag.dropFirst(name.count)))
        if let id = attributes["id"] { ids.append(id) }
        for list in ["aria-describedby", "for"] {
            references += (attributes[list] ?? "").split(separator: " ").map(String.init)
        }
        if let target = attributes["href"], target.hasPrefix("#") {
            references.append(String(target.dropFirst()))
        }
        if name == "html", attributes["lang"]?.isEmpty ?? true { faults.append("no language") }
        if name == "img", attributes["alt"]?.isEmpty ?? true { faults.append("a picture without words") }
        if name == "input", attributes["type"] != "hidden", attributes["id"] == nil {
            faults.append("a field without id: \(tag)")
        }
    }

    private mutating func attributes(_ text: String) -> [String: String] {
        var found: [String: String] = [:]
        var rest = text[...]
        while true {
            rest = rest.drop { $0 == " " || $0 == "\n" }
            let name = String(rest.prefix { $0 != "=" && $0 != " " })
            if name.isEmpty { return found }
            rest = rest.dropFirst(name.count)
            if found[name] != nil { faults.append("\(name) twice in one tag") }
            found[name] = ""
            guard rest.first == "=" else { continue }
            guard rest.dropFirst().first == "\"" else {
                faults.append("an attribute without quotes: \(name)")
                return found
            }
            let value = String(rest.dropFirst(2).prefix { $0 != "\"" })
            found[name] = value
            rest = rest.dropFirst(value.count + 3)
        }
    }
}
