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
