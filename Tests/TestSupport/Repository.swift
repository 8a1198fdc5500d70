import Diagnostics
import Foundation

/// The files of this repository that tests read.
package enum Repository {
    /// The folder of `Package.swift`.
    package static let folder: URL = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/",
            !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder = folder.deletingLastPathComponent()
        }
        return folder
    }()

    /// The bytes of a file by its path from the folder of the repository; nil when there is none.
    package static func bytes(_ path: String) -> [UInt8]? {
        (try? Data(contentsOf: folder.appending(path: path))).map { [UInt8]($0) }
    }

    /// Paths of files under a folder, in order.
    package static func paths(under path: String, ending: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder.appending(path: path).path)
        return (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }
            .map { "\(path)/\($0)" }.sorted()
    }
}

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
