import BoundaryFiles
import DelimitedText
import Diagnostics
import Foundation

/// A file opened once and read at any place, so that a list can be gone through twice.
final class OpenFile: Sendable {
    let descriptor: Int32
    /// Its size in bytes.
    let size: Int

    private init(_ descriptor: Int32, size: Int) {
        self.descriptor = descriptor
        self.size = size
    }

    deinit { close(descriptor) }

    /// Opens a list. Standard input (`-`) and pipes are kept in a file without a name, which is gone with the run.
    static func list(_ path: String) throws(Problems) -> OpenFile {
        if path == "-" { return try spool(0, named: "standard input") }
        return try open(path, expected: "the path of a list.")
    }

    /// The bytes of a boundary file, read as they are wanted.
    static func map(_ path: String) throws(Problems) -> FileBytes {
        let file = try open(path, expected: "the path of a boundary file.")
        return FileBytes(size: file.size) { file.bytes($0) }
    }

    private static func open(_ path: String, expected: String) throws(Problems) -> OpenFile {
        guard Files.exists(path) else { throw unreadable("There is no file “\(path)”.", expected) }
        guard !Files.isFolder(path) else { throw unreadable("“\(path)” is a folder.", expected) }
        let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw unreadable("“\(path)” cannot be read: \(errorText()).", "a file that you may read.")
        }
        let file = OpenFile(descriptor, size: try size(of: descriptor, path))
        return file.isRegular ? file : try spool(descriptor, named: path)
    }

    /// Opens a file that can be read at any place, and copies anything else.
    static func regular(_ path: String) throws(Problems) -> OpenFile { try list(path) }

    /// The bytes of a range; nil when they cannot be read, or are no longer there.
    func bytes(_ range: Range<Int>) -> [UInt8]? {
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { room, count in
            while count < range.count {
                let got = pread(
                    descriptor, room.baseAddress?.advanced(by: count), range.count - count,
                    off_t(range.lowerBound + count))
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    isWhole = false
                    return
                }
                count += got
            }
        }
        return isWhole ? bytes : nil
    }

    /// Whether another path leads to this very file.
    func isFile(at path: String) -> Bool {
        var (mine, other) = (stat(), stat())
        return fstat(descriptor, &mine) == 0 && stat(path, &other) == 0 && mine.st_dev == other.st_dev
            && mine.st_ino == other.st_ino
    }

    private var isRegular: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    private static func size(of descriptor: Int32, _ path: String) throws(Problems) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw unreadable("“\(path)” cannot be read: \(errorText()).", "a file that you may read.")
        }
        return Int(status.st_size)
    }

    /// Lists hold personal data: the copy has no name from the start, so that nothing is left behind.
    private static func spool(_ input: Int32, named name: String) throws(Problems) -> OpenFile {
        var path = Array((NSTemporaryDirectory() + "/wardwise-XXXXXX").utf8CString)
        let copy = mkstemp(&path)
        guard copy >= 0 else {
            throw unwritable("No temporary file can be made: \(errorText()).", "room for a copy of the list.")
        }
        unlink(path)
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var total = 0
        while true {
            let count = read(input, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                close(copy)
                throw unreadable("\(name) cannot be read: \(errorText()).", "a list.")
            }
            if count == 0 { break }
            guard writeAll(buffer[..<count], to: copy) else {
                close(copy)
                throw unwritable("The list cannot be kept: \(errorText()).", "room for a copy of the list.")
            }
            total += count
        }
        return OpenFile(copy, size: total)
    }

    static func errorText() -> String { String(cString: strerror(errno)) }

    private static func unreadable(_ message: String, _ expected: String) -> Problems {
        Problems(Problem(.unreadable, message, expected: expected))
    }

    private static func unwritable(_ message: String, _ expected: String) -> Problems {
        Problems(Problem(.unwritable, message, expected: expected))
    }

    /// Writes all of it, or returns false with the reason in `errno`.
    static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = write(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { return false }
                done += count
            }
            return true
        }
    }
}

/// The bytes of an open file from its start. Copies read on their own.
struct OpenFileSource: ByteSource {
    let file: OpenFile
    let name: String
    private var offset = 0
    /// Kept from block to block.
    private var block: [UInt8] = []

    init(_ file: OpenFile, named name: String) {
        self.file = file
        self.name = name
    }

    mutating func read(into buffer: inout [UInt8]) throws(Problems) -> Bool {
        if block.isEmpty { block = [UInt8](repeating: 0, count: 256 << 10) }
        while true {
            let count = pread(file.descriptor, &block, block.count, off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Problems(
                    Problem(
                        .unreadable, "“\(name)” cannot be read any further: \(OpenFile.errorText()).",
                        expected: "a list."))
            }
            buffer.append(contentsOf: block[..<count])
            offset += count
            return count > 0
        }
    }

    var partRead: Double? { file.size > 0 ? min(1, Double(offset) / Double(file.size)) : nil }
}
