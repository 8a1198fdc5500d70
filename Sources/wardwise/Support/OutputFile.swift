import Diagnostics
import Foundation

/// A result being written: to standard output, or to a temporary file that takes its name only when all of it is
/// there, so that an interrupted run leaves no half-written file.
final class OutputFile {
    private let target: String?
    private let temporary: String
    private let handle: FileHandle?
    private var isFinished = false

    /// - Parameters:
    ///   - path: where the result goes; nil for standard output, or for nowhere when it is optional.
    ///   - input: the file being read, which is never written over.
    init(_ path: String?, input: String, isOptional: Bool = false) throws(Problems) {
        target = path
        guard let path else {
            temporary = ""
            handle = isOptional ? nil : .standardOutput
            return
        }
        func isSame(_ other: String) -> Bool {
            URL(fileURLWithPath: other).resolvingSymlinksInPath().path
                == URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        }
        if input != "-", isSame(input) {
            throw Problems(
                Problem(
                    .wrongFile, "“\(path)” is the list that is read.",
                    expected: "another file for the result."))
        }
        temporary = path + ".part-\(ProcessInfo.processInfo.processIdentifier)"
        guard !Files.isFolder(path), FileManager.default.createFile(atPath: temporary, contents: nil),
            let opened = FileHandle(forWritingAtPath: temporary)
        else {
            throw Problems(
                Problem(
                    .unwritable, "“\(path)” cannot be written.",
                    expected: "a file in a folder that you may write to."))
        }
        handle = opened
    }

    deinit {
        if target != nil, !isFinished { try? FileManager.default.removeItem(atPath: temporary) }
    }

    private var failed = false

    func write(_ bytes: [UInt8]) {
        guard let handle, !bytes.isEmpty else { return }
        if target == nil { return Terminal.write(bytes) }
        do { try handle.write(contentsOf: Data(bytes)) } catch { failed = true }
    }

    /// Gives the file its name.
    func finish() throws(Problems) {
        guard let target, let handle else { return }
        let isClosed = (try? handle.close()) != nil
        guard !failed, isClosed, rename(temporary, target) == 0 else {
            throw Problems(
                Problem(
                    .unwritable, "“\(target)” could not be written to its end.",
                    expected: "enough room on the disk."))
        }
        isFinished = true
    }
}

extension Problem.Code {
    /// A file that cannot be written.
    static let unwritable = Problem.Code(rawValue: "F103")
}
