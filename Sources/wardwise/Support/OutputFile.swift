import BulkAssessment
import Diagnostics
import FileWriting
import Foundation
import Synchronization

/// A file that appears whole or not at all: written beside its place under another name, and put there at the end.
final class OutputFile: Sendable {
    private let path: String
    /// Nil for a device or a pipe, which is written to directly: there is nothing to put in its place.
    private let temporary: String?
    private let descriptor: Int32
    /// Whether what is unfinished stays, to be gone on with.
    private let isKept: Bool
    private let written = Mutex(0)
    /// Nil for a device or a pipe.
    private let blocks: BlockFile?

    /// How many bytes the file has so far.
    var count: Int { written.withLock { $0 } }

    /// Whether nothing is left of the file when it is not finished.
    var canBeTakenBack: Bool { temporary != nil && !isKept }

    /// Begins a file, replacing nothing yet.
    init(_ path: String) throws(Problems) {
        guard !Files.isFolder(path) else {
            throw Problems(
                Problem(.unwritable, "“\(path)” is a folder.", expected: "the path of a file to write."))
        }
        // A link stays a link: what it leads to is replaced.
        self.path = Files.exists(path) ? Files.resolved(path) : path
        isKept = false
        if Files.exists(path), !Files.isRegular(path) {
            temporary = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Self.unwritable(path) }
            blocks = nil
            return
        }
        var name = Array((self.path + ".part-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        self.temporary = temporary
        blocks = BlockFile(descriptor)
        guard descriptor >= 0 else { throw Self.unwritable(path) }
        // Made for the owner alone; the finished file has the rights that any new file of this user has.
        fchmod(descriptor, Self.rights)
        Unfinished.add(temporary)
    }

    /// Begins a file, or goes on with one, that stays beside its place as it is when the run is interrupted.
    ///
    /// - Parameter count: how many bytes of it were written before; nil to begin.
    init(keeping path: String, from count: Int?) throws(Problems) {
        self.path = Files.exists(path) ? Files.resolved(path) : path
        isKept = true
        guard !Files.exists(path) || Files.isRegular(path) else {
            throw Problems(
                Problem(
                    .unwritable, "“\(path)” is no ordinary file, so that nothing could be kept of it.",
                    expected: "the path of a file to write."))
        }
        let unfinished = self.path + ".unfinished"
        temporary = unfinished
        // Until it is finished it is for the owner alone. A link there is not followed.
        let flags = O_WRONLY | O_CLOEXEC | O_NOFOLLOW | (count == nil ? O_CREAT | O_TRUNC : 0)
        descriptor = open(unfinished, flags, 0o600)
        blocks = BlockFile(descriptor, size: count ?? 0)
        guard descriptor >= 0 else { throw Self.unwritable(unfinished) }
        guard let count else { return }
        guard lseek(descriptor, 0, SEEK_END) >= count, ftruncate(descriptor, count) == 0,
            lseek(descriptor, 0, SEEK_END) == count
        else {
            throw Problems(
                Problem(
                    .otherRun, "“\(unfinished)” is not the file that the interrupted run left.",
                    expected:
                        "the file as it was left; or delete the file of the interrupted run to begin anew."))
        }
        written.withLock { $0 = count }
    }

    deinit {
        blocks?.stop()
        close(descriptor)
        if let temporary, !isKept, Unfinished.remove(temporary) { unlink(temporary) }
    }

    func write(_ bytes: [UInt8]) throws(Problems) {
        if let blocks {
            do throws(BlockFile.Failure) { try blocks.write(bytes) } catch {
                throw Self.unwritable(path, error)
            }
        } else {
            guard OpenFile.writeAll(bytes[...], to: descriptor) else { throw Self.unwritable(path) }
        }
        written.withLock { $0 += bytes.count }
    }

    /// Sees to it that what was written is on the disk.
    func sync() throws(Problems) {
        do throws(BlockFile.Failure) { try blocks?.sync() } catch { throw Self.unwritable(path, error) }
    }

    /// Puts the file in its place.
    func finish() throws(Problems) {
        guard let temporary else { return }
        if isKept { fchmod(descriptor, Self.rights) }
        try sync()
        guard rename(temporary, path) == 0 else { throw Self.unwritable(path) }
        if !isKept { Unfinished.remove(temporary) }
    }

    /// The rights that a new file of this user has.
    private static var rights: mode_t {
        let mask = umask(0)
        umask(mask)
        return 0o666 & ~mask
    }

    private static func unwritable(_ path: String, _ failure: BlockFile.Failure) -> Problems {
        errno = failure.code
        return unwritable(path)
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
