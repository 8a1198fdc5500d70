import Diagnostics
import RuleChecking
import RuleSyntax

/// The rule files of one programme, read but not yet checked: the main file first, then those it uses.
///
/// Paths in `use` are from the rules root, with `/` between their parts, and cannot leave it.
public struct RuleFiles: Sendable {
    package let files: [RuleFileSyntax]
    let ownProblems: [Problem]
    /// Files of ward codes that lots name, by their paths.
    let schedules: [String: Schedule]
    /// The name of exactly these files: their paths and bytes, in order.
    public let digest: Digest

    /// The most files a programme may use.
    static let limit = 500

    /// Reads a main file and everything it uses.
    ///
    /// - Parameters:
    ///   - main: the path of the main file, from the rules root.
    ///   - read: the bytes of a file by its path from the root; nil when there is none. Called once for each path.
    public init(main: String, read: (String) -> [UInt8]?) {
        var files: [RuleFileSyntax] = []
        var problems: [Problem] = []
        var seen: [String: SourcePlace] = [:]
        var waiting: [(path: String, place: SourcePlace?)] = [(main, nil)]
        var contents: [UInt8] = []
        var schedules: [String: Schedule] = [:]
        while !waiting.isEmpty {
            let (path, place) = waiting.removeFirst()
            if let place, let problem = Self.problem(path, place, seen[path]) {
                problems.append(problem)
                continue
            }
            guard files.count < Self.limit else {
                problems.append(
                    Problem(
                        .tooLarge, "These rules use more than \(Self.limit) files.",
                        expected: "files a person could keep in mind.", at: place.map { [$0] } ?? []))
                break
            }
            guard let bytes = read(path) else {
                problems.append(
                    Problem(
                        .useProblem, "There is no rule file “\(path)”.",
                        expected: "a path from the folder of all rules.",
                        at: place.map { [$0] } ?? []))
                continue
            }
            seen[path] = place ?? SourcePlace(source: path, line: 1)
            contents += Array(path.utf8) + [0] + bytes + [0]
            let file = RuleFileSyntax(SourceText(name: path, bytes: bytes))
            for statement in file.statements {
                switch statement.kind {
                case .use(let used): waiting.append((used.text, file.source.place(used.range)))
                case .lot(let lot):
                    for path in lot.schedules where schedules[path.text] == nil {
                        guard Self.problem(path.text, file.source.place(path.range), nil) == nil,
                            let bytes = read(path.text)
                        else { continue }
                        contents += Array(path.text.utf8) + [0] + bytes + [0]
                        schedules[path.text] = ScheduleFile.read(bytes, named: path.text)
                    }
                default: break
                }
            }
            files.append(file)
        }
        self.files = files
        self.schedules = schedules
        ownProblems = problems
        digest = Digest(of: contents)
    }

    private static func problem(_ path: String, _ place: SourcePlace, _ first: SourcePlace?) -> Problem? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if parts.contains("..") || parts.contains(".") || parts.contains("") || path.contains("\\")
            || path.contains(":")
        {
            return Problem(
                .useProblem, "“\(path)” is not a path within the rules.",
                expected: "a path from the folder of all rules, such as shared/rates.rules.", at: [place])
        }
        guard let first else { return nil }
        var earlier = first
        earlier.label = "used here before"
        return Problem(
            .useProblem, "“\(path)” is used twice.", expected: "each file once.", at: [place, earlier])
    }

    /// The boundary file the rules name, such as `wards.kml`.
    public var boundaryFile: String? {
        for file in files {
            for statement in file.statements {
                if case .boundaries(let boundaries) = statement.kind { return boundaries.file.text }
            }
        }
        return nil
    }

    /// The files of outlines that the rules name beside it, in order.
    public var outlineFiles: [String] {
        files.flatMap(\.statements).flatMap { statement -> [String] in
            guard case .boundaries(let boundaries) = statement.kind else { return [] }
            return boundaries.outlines.map(\.text)
        }
    }

    /// Whether there is a main file, that is one with a `programme`.
    public var hasProgramme: Bool { files.contains { $0.hasProgramme } }
}

extension LotSyntax {
    /// The files of ward codes it names.
    fileprivate var schedules: [TextSyntax] {
        parts.compactMap { if case .listed(let file, _, _) = $0.clause { file } else { nil } }
    }
}

extension RuleFileSyntax {
    var hasProgramme: Bool {
        statements.contains { if case .programme = $0.kind { true } else { false } }
    }
}

extension RuleFiles {
    /// The paths that one rule file names, of rule files and of schedules, in order.
    public static func used(by bytes: [UInt8]) -> [String] {
        RuleFileSyntax(SourceText(name: "", bytes: bytes)).statements.flatMap { statement in
            switch statement.kind {
            case .use(let path): [path.text]
            case .lot(let lot): lot.schedules.map(\.text)
            default: [String]()
            }
        }
    }
}

extension RuleFiles {
    /// The files that the repairs among some problems change, by name, with their new bytes. Only problems with one
    /// safe repair have any.
    public func repaired(_ problems: [Problem]) -> [(name: String, bytes: [UInt8])] {
        let repairs = problems.compactMap(\.repair)
        return files.compactMap { file in
            guard repairs.contains(where: { $0.source == file.source.name }) else { return nil }
            return (file.source.name, file.source.repaired(repairs))
        }
    }
}

extension RuleFiles {
    /// Every file by name, with its bytes as they were read.
    public var texts: [(name: String, bytes: [UInt8])] { files.map { ($0.source.name, $0.source.bytes) } }
}
