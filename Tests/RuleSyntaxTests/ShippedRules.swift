import Diagnostics
import Foundation
import Testing

/// The rule files of the repository.
enum ShippedRules {
    /// Named in test results by its path alone.
    struct File: Sendable, CustomTestStringConvertible {
        var source: SourceText
        var testDescription: String { source.name }
    }

    static let files: [File] = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/",
            !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder = folder.deletingLastPathComponent()
        }
        let rules = folder.appending(path: "Rules")
        let names = FileManager.default.enumerator(atPath: rules.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".rules") }.sorted().compactMap { name in
            (try? Data(contentsOf: rules.appending(path: name)))
                .map { File(source: SourceText(name: "Rules/" + name, bytes: Array($0))) }
        }
    }()
}
