import Diagnostics
@_exported import TestSupport

/// A rule file of the repository, named in test results by its path.
package struct RuleSource: Sendable, CustomStringConvertible {
    package var source: SourceText
    package var description: String { source.name }

    package init(_ source: SourceText) { self.source = source }

    /// The rule files that come with Wardwise.
    package static let shipped = all(under: "Rules")
    /// The programs of the conformance corpus, good and bad, and their shared parts.
    package static let corpus = all(under: "Tests/RuleConformanceTests/Corpus")

    private static func all(under path: String) -> [RuleSource] {
        Repository.paths(under: path, ending: ".rules").compactMap { path in
            Repository.bytes(path).map { RuleSource(SourceText(name: path, bytes: $0)) }
        }
    }
}
