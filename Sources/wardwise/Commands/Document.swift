import ArgumentParser
import Diagnostics
import Eligibility
import RuleDocuments

struct Document: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The rules as a page to read, with a dictionary of what is asked and an empty list.",
        discussion: """
            Example: wardwise document --output rules.html --template list.csv --swift Form.swift

            `wardwise document --template try.csv --examples 5` makes a list that `wardwise assess try.csv` decides at once.
            A name that ends in .html gives a page of HTML, any other Markdown. --swift writes a structure with a property
            for each fact, for programs that use the library.
            """)

    @Option(help: ArgumentHelp("Where the page goes; standard output otherwise.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Writes an empty list with a heading for each fact.", valueName: "file"))
    var template: String?

    @Option(help: "Puts so many invented people of the rules’ own examples on the list, to try it out.")
    var examples = 0

    @Option(help: ArgumentHelp("Writes a form in Swift.", valueName: "file"))
    var swift: String?

    @OptionGroup var rules: RuleOptions

    func run() throws {
        try reading { () throws(Problems) in
            let loaded = try rules.load()
            let book = try RuleBook(loaded.files, map: loaded.map)
            if let template { try write(ListTemplate.bytes(book, examples: examples), template) }
            if let swift { try write(Array(SwiftForm.text(book).utf8), swift) }
            if output == nil, template != nil || swift != nil { return }
            let page = RuleDocument(book, files: loaded.files)
            guard let output else { return Terminal.write(Array(page.markdown.utf8)) }
            let isHTML = output.lowercased().hasSuffix(".html") || output.lowercased().hasSuffix(".htm")
            try write(Array((isHTML ? page.html : page.markdown).utf8), output)
        }
    }

    private func write(_ bytes: [UInt8], _ path: String) throws(Problems) {
        let file = try OutputFile(path)
        try file.write(bytes)
        try file.finish()
    }
}
