import ArgumentParser
import Diagnostics
import Foundation

/// Reading and writing files, with errors in the user’s words.
enum Files {
    /// The largest file read whole. Boundary files of the whole country at full resolution are below it.
    static let limit = 2 << 30

    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The bytes of a file, or why it cannot be read.
    static func read(_ path: String) throws(Problems) -> [UInt8] {
        guard exists(path) else {
            throw Problems(
                Problem(.unreadable, "There is no file “\(path)”.", expected: "the path of a file."))
        }
        guard !isFolder(path) else {
            throw Problems(Problem(.unreadable, "“\(path)” is a folder.", expected: "the path of a file."))
        }
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
        guard size <= limit else {
            throw Problems(
                Problem(.unreadable, "“\(path)” is larger than 2 GB.", expected: "a smaller file."))
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problems(
                Problem(.unreadable, "“\(path)” cannot be read.", expected: "a file that you may read."))
        }
        return Array(data)
    }

    /// A name for exactly the bytes of a file, of whatever size; empty for one that cannot be read.
    static func digest(_ path: String) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { return "" }
        var running = RunningDigest()
        while let part = try? file.read(upToCount: 1 << 20), !part.isEmpty {
            Array(part).withUnsafeBufferPointer { running.add($0) }
        }
        return running.digest.hex
    }

    /// The files of a folder with an ending, sorted.
    static func list(_ folder: String, ending: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted().map { join(folder, $0) }
    }

    /// The files of a folder and the folders in it with an ending in either case, sorted.
    static func all(below folder: String, ending: String) -> [String] {
        let names = FileManager.default.subpaths(atPath: folder) ?? []
        return names.filter { $0.lowercased().hasSuffix(ending) && !name(of: $0).hasPrefix(".") }.sorted()
            .map { join(folder, $0) }
    }

    static func join(_ folder: String, _ name: String) -> String {
        folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Whether it is an ordinary file, and not a device or a pipe.
    static func isRegular(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(
            atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
        return attributes?[.type] as? FileAttributeType == .typeRegular
    }

    /// The path without links and `..`, to tell whether two paths name one file.
    static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
    }

    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}

extension Problem.Code {
    /// A file that is missing or cannot be read.
    static let unreadable = Problem.Code(rawValue: "F101")
    /// A file or folder that is not what the command needs.
    static let wrongFile = Problem.Code(rawValue: "F102")
}
