import Diagnostics
import Foundation
import Synchronization

/// A file that appears whole or not at all: written beside its place under another name, and put there at the end.
final class OutputFile: Sendable {
    private let path: String
    /// Nil for a device or a pipe, which is written to directly: there is nothing to put in its place.
    private let temporary: String?
    private let descriptor: Int32

    /// Begins a file, replacing nothing yet.
    init(_ path: String) throws(Problems) {
        guard !Files.isFolder(path) else {
            throw Problems(
                Problem(.unwritable, "“\(path)” is a folder.", expected: "the path of a file to write."))
        }
        // A link stays a link: what it leads to is replaced.
        self.path = Files.exists(path) ? Files.resolved(path) : path
        if Files.exists(path), !Files.isRegular(path) {
            temporary = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Self.unwritable(path) }
            return
        }
        var name = Array((self.path + ".part-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.temporary = temporary
        guard descriptor >= 0 else { throw Self.unwritable(path) }
        // Made for the owner alone; the finished file has the rights that any new file of this user has.
        let mask = umask(0)
        umask(mask)
        fchmod(descriptor, 0o666 & ~mask)
        Unfinished.add(temporary)
    }

    deinit {
        close(descriptor)
        if let temporary, Unfinished.remove(temporary) { unlink(temporary) }
    }

    func write(_ bytes: [UInt8]) throws(Problems) {
        guard OpenFile.writeAll(bytes[...], to: descriptor) else { throw Self.unwritable(path) }
    }

    /// Puts the file in its place.
    func finish() throws(Problems) {
        guard let temporary else { return }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw Self.unwritable(path) }
        Unfinished.remove(temporary)
    }

    private static func unwritable(_ path: String) -> Problems {
        Problems(
            Problem(
                .unwritable, "“\(path)” cannot be written: \(OpenFile.errorText()).",
                expected: "a place where you may write, with room for the file."))
    }
}

/// Files that are not finished yet. An interrupted run removes them: they hold personal data.
private enum Unfinished {
    private static let paths = Mutex<[String]>([])
    /// Kept only so that the sources live; nothing reads it. A pipe that nobody reads any more ends the run through
    /// `exit`, not by a signal, so that files are removed then too.
    nonisolated(unsafe) private static let watch: [any DispatchSourceSignal] = {
        signal(SIGPIPE, SIG_IGN)
        atexit { Unfinished.removeAll() }
        return [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(
                signal: number, queue: .global(qos: .userInteractive))
            source.setEventHandler {
                removeAll()
                _exit(128 + number)
            }
            source.resume()
            return source
        }
    }()

    private static func removeAll() {
        for path in paths.withLock({ $0 }) { unlink(path) }
    }

    static func add(_ path: String) {
        _ = watch
        paths.withLock { $0.append(path) }
    }

    /// False when it was finished before.
    @discardableResult
    static func remove(_ path: String) -> Bool {
        paths.withLock { paths in
            guard let index = paths.firstIndex(of: path) else { return false }
            paths.remove(at: index)
            return true
        }
    }
}

extension Problem.Code {
    /// A file that cannot be written.
    static let unwritable = Problem.Code(rawValue: "F103")
    /// A file that is to be written and read, or written twice, in one run.
    static let sameFile = Problem.Code(rawValue: "F104")
}
