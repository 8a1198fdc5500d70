import Archives
import DelimitedText
import Diagnostics
import Synchronization

extension PostcodeFileBuilder {
    /// Reads every list of a zip archive, as the Office for National Statistics and Ordnance Survey publish them.
    /// Files in it that are no lists of postcodes are passed over.
    ///
    /// - Parameters:
    ///   - size: the size of the archive.
    ///   - name: the archive as the user named it.
    ///   - read: gives the bytes of a range of it, or nil when it cannot.
    ///   - progress: called now and then with the number of rows read in all.
    public mutating func addArchive(
        size: Int, named name: String, read: @escaping @Sendable (Range<Int>) -> [UInt8]?,
        progress: (Int) -> Void = { _ in }
    ) throws(Problems) {
        let archive: ZipArchive
        do throws(UnpackingFault) {
            archive = try ZipArchive(size: size, read: read)
        } catch {
            throw Problems(Self.problem(error, name))
        }
        let entries = archive.entries.filter { $0.name.lowercased().hasSuffix(".csv") }
        let wanted = Self.wanted(entries.map(\.name))
        try addEach(wanted.map { entries[$0] }, of: name) { (builder, entry) throws(Problems) in
            let list = "\(name)/\(entry.name)"
            try builder.add(ArchivedList(archive, entry, named: list), named: list, progress: progress)
        }
    }

    /// Reads lists that were found and not named by anybody: those that are none are passed over, and only when
    /// nothing is left is that a problem.
    public mutating func addEach<List>(
        _ lists: [List], of name: String,
        add: (inout PostcodeFileBuilder, List) throws(Problems) -> Void
    ) throws(Problems) {
        let before = counts.lists
        for list in lists {
            do throws(Problems) {
                try add(&self, list)
            } catch {
                guard error.all.allSatisfy({ Self.isOfOtherFile($0.code) }) else { throw error }
                passOver()
            }
        }
        guard counts.lists > before else {
            throw Problems(
                Problem(
                    .postcodeArchive, "There is no list of postcodes in “\(name)”.",
                    expected:
                        "CSV files with columns for postcodes and places, as in the downloads of ONS and Ordnance Survey."
                ))
        }
    }

    /// Which of several files to read. The directory comes as one file and, in a folder `multi_csv`, once more in
    /// parts.
    public static func wanted(_ paths: [String]) -> [Int] {
        func isPart(_ path: String) -> Bool { path.lowercased().split(separator: "/").contains("multi_csv") }
        let hasWhole = paths.contains { path in
            let words = PostcodeColumns.words(of: path)
            return !isPart(path) && (words.contains("onspd") || words.contains("nspl"))
                && !words.contains("documents")
        }
        return paths.indices.filter { !(hasWhole && isPart(paths[$0])) }
    }

    /// Whether a problem shows that a file is something else than a list of postcodes.
    private static func isOfOtherFile(_ code: Problem.Code) -> Bool {
        [.postcodeColumns, .noHeader, .notUTF8, .zeroByte, .unclosedQuote, .textAfterQuote].contains(code)
    }

    fileprivate static func problem(_ fault: UnpackingFault, _ name: String) -> Problem {
        let what =
            switch fault {
            case .damaged(let what): "is damaged: \(what)"
            case .unsupported(let what): "cannot be read: \(what)"
            case .tooLarge(let limit): "unpacks to more than \(limit) bytes"
            case .tooDense(let most): "unpacks to over \(most) times its size, as no list does"
            case .nothingInside: "holds no list"
            }
        return Problem(
            .postcodeArchive, "The archive “\(name)” \(what).", expected: "the archive as it was published.",
            suggestion: "Download it again, or unpack it and give the folder.")
    }
}

/// A list in a zip archive, unpacked as it is read. Copies share their place in it: it can be read once.
private struct ArchivedList: ByteSource {
    private let archive: ZipArchive
    private let entry: ZipArchive.Entry
    private let name: String
    private let reading = Reading()

    /// Unpacked, the largest list published has 1.4 GB.
    private static let limits = Inflater.Limits(bytes: 4 << 30)

    init(_ archive: ZipArchive, _ entry: ZipArchive.Entry, named name: String) {
        self.archive = archive
        self.entry = entry
        self.name = name
    }

    mutating func read(into buffer: inout [UInt8]) throws(Problems) -> Bool {
        let piece: Result<[UInt8]?, UnpackingFault> = reading.reader.withLock { reader in
            do throws(UnpackingFault) {
                if reader == nil { reader = try EntryReader(archive, entry, limits: Self.limits) }
                return .success(try reader?.next())
            } catch {
                return .failure(error)
            }
        }
        switch piece {
        case .success(let bytes):
            buffer += bytes ?? []
            return bytes != nil
        case .failure(let fault): throw Problems(PostcodeFileBuilder.problem(fault, name))
        }
    }

    private final class Reading: Sendable {
        let reader = Mutex<EntryReader?>(nil)
    }
}
