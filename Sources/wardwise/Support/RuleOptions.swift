import ArgumentParser
import BoundaryFiles
import Diagnostics
import Eligibility
import Wards

/// `--rules` and `--boundaries`, and how what they name is found and read.
struct RuleOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A rule file, or a folder with one main rule file.", valueName: "path"))
    var rules = "Rules/connecting-communities"

    @Option(
        help: ArgumentHelp(
            "A file of wards (KML, KMZ, GeoJSON) to use instead of the one the rules name. May be repeated.",
            valueName: "file"))
    var boundaries: [String] = []

    /// Rule files, map and where they came from.
    struct Loaded {
        var main: String
        /// The folder that the files’ names are from.
        var root: String
        var files: RuleFiles
        var map: WardMap?
    }

    /// Reads the rules and the boundaries they are used with; nothing is checked yet.
    func load() throws(Problems) -> Loaded { try Self.load(rules, boundaries: boundaries) }

    /// The checked rules, with warnings and the accuracy of the boundaries said on standard error.
    func book() throws(Problems) -> RuleBook {
        let loaded = try load()
        let book = try RuleBook(loaded.files, map: loaded.map)
        Terminal.say(book.warnings)
        if let map = book.map {
            Terminal.say(map.brokenOutlines(among: book.lotWardCodes.compactMap { map.index(ofCode: $0) }))
        }
        Self.say(aboutBoundaries: book.map)
        return book
    }

    static func say(aboutBoundaries map: WardMap?) {
        guard let map, let metres = map.accuracyMetres else { return }
        Terminal.say(
            "Boundaries are approximate, to about \(Int(metres)) m: use the official file for decisions (Boundaries/BOUNDARIES.md)."
        )
    }

    static func load(_ path: String, boundaries: [String]) throws(Problems) -> Loaded {
        let main = try mainFile(path)
        let root = root(of: main)
        let inRoot = root == "." ? main : String(main.dropFirst(root.count + (root.hasSuffix("/") ? 0 : 1)))
        let files = RuleFiles(main: inRoot) { try? Files.read(Files.join(root, $0)) }
        return Loaded(
            main: main, root: root, files: files, map: try map(for: files, main: main, root: root, boundaries)
        )
    }

    // MARK: Finding rules

    /// The main file of a folder is the one with a `programme`.
    private static func mainFile(_ path: String) throws(Problems) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard Files.exists(path) else {
            throw Problems(
                Problem(
                    .unreadable, "There is no rule file or folder “\(path)”.",
                    expected: "`--rules` and a path."))
        }
        guard Files.isFolder(path) else { return path }
        let candidates = Files.list(path, ending: ".rules").filter { candidate in
            guard let bytes = try? Files.read(candidate) else { return false }
            return RuleFiles(main: candidate) { _ in bytes }.hasProgramme
        }
        if candidates.count == 1 { return candidates[0] }
        let found =
            candidates.isEmpty
            ? "no rule file" : candidates.map { Files.name(of: $0) }.joined(separator: " and ")
        throw Problems(
            Problem(
                .wrongFile,
                "In “\(path)”, \(found) \(candidates.count > 1 ? "each have" : "has") a `programme` statement.",
                expected: "one main rule file, or `--rules` and the path of a file."))
    }

    /// The folder that paths in `use` are from: the nearest one above the main file in which they are all found,
    /// else the one in which most are.
    private static func root(of main: String) -> String {
        guard let bytes = try? Files.read(main) else { return Files.folder(of: main) }
        let used = RuleFiles.used(by: bytes)
        var best = (folder: Files.folder(of: main), found: -1)
        var folder = best.folder
        for _ in 0..<8 {
            let found = used.count { Files.exists(Files.join(folder, $0)) }
            if found > best.found { best = (folder, found) }
            if found == used.count || folder == "/" || folder == "." { break }
            folder = Files.folder(of: folder)
        }
        return best.folder
    }

    // MARK: Finding boundaries

    private static func map(
        for files: RuleFiles, main: String, root: String, _ given: [String]
    ) throws(Problems) -> WardMap? {
        var wards = given
        if wards.isEmpty, let name = files.boundaryFile { wards = [try find(name, main: main, root: root)] }
        if wards.isEmpty { return nil }
        // A file given in place of one of outlines has the same name.
        let names = Set(given.map { Files.name(of: $0) })
        var outlines: [String] = []
        for name in files.outlineFiles where !names.contains(Files.name(of: name)) {
            outlines.append(try find(name, main: main, root: root))
        }
        return try Boundaries.map(wards, outlines: outlines)
    }

    /// A boundary file that the rules name.
    private static func find(_ name: String, main: String, root: String) throws(Problems) -> String {
        let folders = [
            "Boundaries", Files.join(Files.folder(of: root), "Boundaries"), Files.join(root, "Boundaries"),
            root, Files.folder(of: main),
        ]
        let paths = folders.map { Files.join($0, name) }
        if let path = paths.first(where: Files.exists) { return path }
        throw Problems(
            Problem(
                .unreadable,
                "The boundary file “\(name)” that the rules name is in none of the folders looked in.",
                expected: "`--boundaries` and its path, or the file in Boundaries/."))
    }
}

/// Reading boundary files.
enum Boundaries {
    /// A map of one or several files, and files of outlines beside them. Their warnings go to standard error.
    static func map(_ paths: [String], outlines: [String] = []) throws(Problems) -> WardMap {
        var files: [BoundaryFile] = []
        var problems: [Problem] = []
        for (index, path) in (paths + outlines).enumerated() {
            do throws(Problems) {
                files.append(
                    try BoundaryFile(
                        OpenFile.map(path), name: path, mayLackWards: index >= paths.count))
            } catch {
                problems += error.all
            }
        }
        guard problems.isEmpty else { throw Problems(problems) }
        let map = try WardMap(files)
        Terminal.say(map.warnings)
        return map
    }
}

extension ParsableCommand {
    /// Runs something that reads input; what cannot be read is shown and ends with 2.
    func reading<Result>(_ work: () throws(Problems) -> Result) throws -> Result {
        do throws(Problems) {
            return try work()
        } catch {
            Terminal.say(error.all)
            throw ExitCode(2)
        }
    }
}
