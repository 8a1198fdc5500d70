import Foundation
import Testing

/// The package, and the domain folder that lives beside it and is not part of it.
enum SharedDomain {
    static let package: URL = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path) {
            folder = folder.deletingLastPathComponent()
        }
        return folder
    }()

    /// `../shared/domain` from the package, or from `WARDWISE_SHARED`.
    static let folder: URL? = {
        let given = ProcessInfo.processInfo.environment["WARDWISE_SHARED"].map { URL(fileURLWithPath: $0) }
        let shared = given ?? package.deletingLastPathComponent().appending(path: "shared")
        let domain = shared.appending(path: "domain")
        return FileManager.default.fileExists(atPath: domain.path) ? domain : nil
    }()

    static var isPresent: Bool { folder != nil }

    static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }
}
