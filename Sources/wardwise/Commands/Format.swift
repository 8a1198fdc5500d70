import ArgumentParser
import Diagnostics
import Foundation
import RuleSyntax

struct Format: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gives rule files their one layout.",
        discussion: """
            Only white space, the case of keywords and the signs of lists change. A statement that cannot be read is
            left as it is.

            Examples: wardwise format Rules
                      wardwise format --check Rules
                      wardwise format - < draft.rules > tidy.rules
            """)

    @Argument(
        help: ArgumentHelp(
            "Rule files, or folders with everything in them; - is standard input, written to standard output. "
                + "By default the rules of --rules.", valueName: "rules"))
    var paths: [String] = []

    @Option(help: ArgumentHelp("A rule file, or a folder of rule files.", valueName: "path"))
    var rules = "Rules/connecting-communities"

    @Flag(help: "Changes nothing: lists the files that would change, and ends with 1 if there are any.")
    var check = false

    func run() throws {
        var differing = 0
        var total = 0
        try reading { () throws(Problems) in
            for path in try Self.files(paths.isEmpty ? [rules] : paths) {
                total += 1
                if try format(path) { differing += 1 }
            }
        }
        if paths != ["-"] {
            Terminal.say(
                "\(total) file\(total == 1 ? "" : "s"), \(differing) \(check ? "would change" : "changed").")
        }
        if check, differing > 0 { throw ExitCode(1) }
    }

    /// Whether the file changes, or would.
    private func format(_ path: String) throws(Problems) -> Bool {
        let name = path == "-" ? "standard input" : path
        let bytes = try Self.read(path)
        let source = SourceText(name: name, bytes: bytes)
        let formatted = RuleFormatter.format(source)
        let unreadable = RuleTree(source).statements.count { !$0.isReadable }
        if unreadable > 0 {
            Terminal.say(
                "\(name): \(unreadable == 1 ? "one statement" : "\(unreadable) statements") could not be read and "
                    + "stayed as written; `wardwise check` says why.")
        }
        let changes = formatted != bytes
        if check {
            if changes {
                Terminal.print(Self.firstDifference(source, SourceText(name: name, bytes: formatted)))
            }
        } else if path == "-" {
            Terminal.write(formatted)
        } else if changes {
            try Self.replace(path, with: formatted)
            Terminal.say("\(path): changed")
        }
        return changes
    }

    private static func firstDifference(_ old: SourceText, _ new: SourceText) -> String {
        let last = max(old.line(at: .max), new.line(at: .max))
        let line = (1...last).first { old.text(ofLine: $0) != new.text(ofLine: $0) }
        guard let line else { return "\(old.name): ends its lines, or begins, with other characters" }
        func shown(_ text: String) -> String { text.count > 160 ? text.prefix(160) + "…" : text }
        return """
            \(old.name):\(line)
              written: \(shown(old.text(ofLine: line)))
              layout:  \(shown(new.text(ofLine: line)))
            """
    }

    // MARK: Files

    private static func files(_ paths: [String]) throws(Problems) -> [String] {
        var files: [String] = []
        for path in paths {
            guard Files.isFolder(path) else {
                files.append(path)
                continue
            }
            let inside = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? [])
                .filter { $0.hasSuffix(".rules") && !Files.name(of: $0).hasPrefix(".") }
                .map { Files.join(path, $0) }.filter { !Files.isFolder($0) }
            guard !inside.isEmpty else {
                throw Problems(
                    Problem(
                        .wrongFile, "There is no rule file in “\(path)”.",
                        expected: "files that end in .rules."))
            }
            files += inside.sorted()
        }
        return files
    }

    private static func read(_ path: String) throws(Problems) -> [UInt8] {
        guard path == "-" else { return try Files.read(path) }
        do {
            return Array(try FileHandle.standardInput.readToEnd() ?? Data())
        } catch {
            throw Problems(
                Problem(.unreadable, "Standard input cannot be read.", expected: "the text of a rule file."))
        }
    }

    /// Puts the new text in the place of the old, with the permissions of the old, and behind a link if it is one.
    private static func replace(_ path: String, with bytes: [UInt8]) throws(Problems) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let manager = FileManager.default
        let permissions = (try? manager.attributesOfItem(atPath: target))?[.posixPermissions]
        let file = try OutputFile(target)
        try file.write(bytes)
        try file.finish()
        if let permissions {
            try? manager.setAttributes([.posixPermissions: permissions], ofItemAtPath: target)
        }
    }
}
