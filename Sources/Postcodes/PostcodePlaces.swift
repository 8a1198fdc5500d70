import Archives
import Diagnostics

/// Where postcodes are: a compact file of them, of which only the beginning is kept in memory.
///
/// A look-up finds the sector of the postcode in the table at the beginning, reads its few hundred bytes, checks them
/// and takes the one row. A file that is damaged is never taken for one that lacks a postcode.
public struct PostcodePlaces: Sendable {
    /// What the file says about itself.
    public struct About: Hashable, Sendable, Codable {
        /// Where the postcodes are from, such as `ONS Postcode Directory`.
        public var source: String
        /// The date of the source, such as `May 2025`; empty when it was not given.
        public var vintage: String
        /// How far places may be from those of the source, metres: not 0 when they were worked out from grid
        /// references.
        public var accuracyMetres: Int
        /// How many postcodes there are.
        public var postcodes: Int
        /// How many of them have a place.
        public var placed: Int
        /// The first digits of a name for exactly this content.
        public var digest: String

        /// Source, date and accuracy: `OS Code-Point Open, May 2025, from grid references, good to about 5 m`.
        public var words: String {
            let accuracy =
                accuracyMetres > 0 ? "from grid references, good to about \(accuracyMetres) m" : ""
            return [source, vintage, accuracy].filter { !$0.isEmpty }.joined(separator: ", ")
        }
    }

    /// What became of a look-up.
    public enum Finding: Hashable, Sendable {
        /// The postcode is in the file, with or without a place.
        case found(PostcodeEntry)
        /// It is not, though others of its outward code are.
        case missing
        /// It is not, and no other of its outward code is.
        case beyond
        /// That part of the file cannot be read.
        case damaged
    }

    /// What the file says about itself.
    public let about: About
    /// The file as the user named it.
    public let name: String
    private let header: PostcodeFileHeader
    private let read: @Sendable (Range<Int>) -> [UInt8]?

    /// Whether some bytes begin as a compact file does.
    public static func isCompact(_ start: some Collection<UInt8>) -> Bool {
        start.starts(with: PostcodeFileHeader.mark)
    }

    /// Opens a compact file, reading its beginning only.
    ///
    /// - Parameters:
    ///   - size: the size of the file.
    ///   - name: the file as the user named it.
    ///   - read: gives the bytes of a range of it, or nil when it cannot. Called by any number of threads at once.
    /// - Throws: what is wrong with the beginning of the file, or with its size.
    public init(
        size: Int, named name: String, read: @escaping @Sendable (Range<Int>) -> [UInt8]?
    ) throws(Problems) {
        do throws(PostcodeFileHeader.Fault) {
            let start = Self.bytes(0..<min(size, PostcodeFileHeader.startSize), read) ?? []
            let headerSize = try PostcodeFileHeader.size(of: start)
            guard headerSize <= size, let bytes = Self.bytes(0..<headerSize, read) else {
                throw .damaged("it breaks off after \(size) bytes")
            }
            self.init(
                try PostcodeFileHeader(bytes, fileSize: size), digest: Digest(of: bytes), named: name,
                read: read)
        } catch {
            throw Problems(Self.problem(error, name))
        }
    }

    private init(
        _ header: PostcodeFileHeader, digest: Digest, named name: String,
        read: @escaping @Sendable (Range<Int>) -> [UInt8]?
    ) {
        self.name = name
        self.header = header
        self.read = read
        about = About(
            source: header.source, vintage: header.vintage, accuracyMetres: header.accuracyMetres,
            postcodes: header.postcodes, placed: header.placed, digest: digest.short)
    }

    /// A compact file in memory.
    public init(_ bytes: [UInt8], named name: String) throws(Problems) {
        try self.init(size: bytes.count, named: name) { Array(bytes[$0]) }
    }

    /// What is known of a postcode.
    public func find(_ postcode: Postcode) -> Finding {
        guard let unit = postcode.unit else { return missing(postcode) }
        let index = header.index(from: postcode.sector)
        guard index < header.sectors.count, header.sectors[index].number == postcode.sector else {
            return missing(postcode)
        }
        guard let block = block(index) else { return .damaged }
        do throws(SectorBlock.Damage) {
            return try block.entry(postcode, unit: unit, step: header.step).map { .found($0) } ?? .missing
        } catch {
            return .damaged
        }
    }

    private func missing(_ postcode: Postcode) -> Finding {
        let index = header.index(from: postcode.district.lowerBound)
        let isThere =
            index < header.sectors.count && header.sectors[index].number <= postcode.district.upperBound
        return isThere ? .missing : .beyond
    }

    /// Reads the whole file once. To be called before a run that should not begin with a file that is damaged.
    public func verify() throws(Problems) {
        var postcodes = 0
        for index in header.sectors.indices {
            guard let block = block(index) else {
                throw Problems(Self.problem(.damaged("a part of it has a wrong checksum"), name))
            }
            postcodes += block.count
        }
        guard postcodes == header.postcodes else {
            throw Problems(Self.problem(.damaged("it has not as many postcodes as it says"), name))
        }
    }

    /// The rows of a sector; nil when they are not as they were written.
    private func block(_ index: Int) -> SectorBlock? {
        guard let bytes = Self.bytes(header.range(of: index), read),
            Checksum(of: bytes).value == header.sectors[index].checksum
        else { return nil }
        return SectorBlock(bytes)
    }

    private static func bytes(_ range: Range<Int>, _ read: (Range<Int>) -> [UInt8]?) -> [UInt8]? {
        read(range).flatMap { $0.count == range.count ? $0 : nil }
    }

    private static func problem(_ fault: PostcodeFileHeader.Fault, _ name: String) -> Problem {
        switch fault {
        case .notOne:
            Problem(
                .damagedPostcodeFile,
                "“\(name)” is no file of postcodes that `wardwise postcodes build` made.",
                expected: "a file that it made.")
        case .newer(let version):
            Problem(
                .newerPostcodeFile,
                "“\(name)” was made by a later version: its layout is number \(version), and this one knows number \(PostcodeFileHeader.version).",
                expected: "a file of this version.",
                suggestion: "Build it again with `wardwise postcodes build`, or use the later version.")
        case .damaged(let what):
            Problem(
                .damagedPostcodeFile, "The file of postcodes “\(name)” is damaged: \(what).",
                expected: "the file as it was built.",
                suggestion: "Copy it again, or build it again with `wardwise postcodes build`.")
        }
    }
}

extension PostcodePlaces {
    /// A look-up of some entries, in memory; for tests, and for programs with postcodes of their own. Entries whose
    /// place is not on the earth are left out, and so are invented postcodes, which need no look-up.
    public init(_ entries: some Sequence<PostcodeEntry>, source: String = "a list of postcodes") {
        var writer = PostcodeFileWriter()
        for entry in entries {
            if let row = PostcodeRow(entry), writer.count < PostcodeRow.mostRows - 1 { writer.add(row) }
        }
        let file = writer.finish(source: source, vintage: "", accuracyMetres: 0)
        let bytes = file.bytes
        self.init(file.header, digest: Digest(of: file.header.bytes), named: source) { Array(bytes[$0]) }
    }
}
