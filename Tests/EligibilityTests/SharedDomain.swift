import Foundation
import RuleTestSupport

/// The domain folder that lives beside the package and is not part of it.
enum SharedDomain {
    /// `../shared/domain` from the package, or from `WARDWISE_SHARED`.
    static let folder: URL? = {
        let given = ProcessInfo.processInfo.environment["WARDWISE_SHARED"].map { URL(fileURLWithPath: $0) }
        let shared = given ?? Repository.folder.deletingLastPathComponent().appending(path: "shared")
        let domain = shared.appending(path: "domain")
        return FileManager.default.fileExists(atPath: domain.path) ? domain : nil
    }()

    static var isPresent: Bool { folder != nil }

    static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }
}
