import Diagnostics
import Foundation
import RuleChecking
import RuleSyntax
import Testing

/// What policy officers do to a rule file, one mistake in each file of `Edits`, and exactly what they are told.
///
/// With `WARDWISE_WRITE_EDITS=1` the `.expected` files are written anew, to be read before they are committed.
struct EditTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Edits")

    private static func files() throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "rules" }.sorted { $0.path < $1.path }
    }

    private static func told(about file: URL) throws -> String {
        let source = SourceText(name: file.lastPathComponent, bytes: Array(try Data(contentsOf: file)))
        let problems = RuleChecker.check([RuleFileSyntax(source)], wards: ReferencePage.wards).problems
        if problems.isEmpty { return "no problems\n" }
        return problems.map(\.text).joined(separator: "\n") + "\n"
    }

    @Test func `each mistake is told of in exactly these words`() throws {
        let files = try Self.files()
        #expect(files.count >= 20)
        for file in files {
            let told = try Self.told(about: file)
            let expected = file.deletingPathExtension().appendingPathExtension("expected")
            if ProcessInfo.processInfo.environment["WARDWISE_WRITE_EDITS"] == "1" {
                try Data(told.utf8).write(to: expected)
            }
            let words = try String(contentsOf: expected, encoding: .utf8)
            #expect(told == words, "\(file.lastPathComponent)")
        }
    }
}
