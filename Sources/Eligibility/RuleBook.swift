import Diagnostics
import Facts
import RuleChecking
import RuleEvaluation
import Wards

/// A programme that has been checked against its wards and can decide. Made once, used by any number of tasks.
public struct RuleBook: Sendable {
    package let rules: CheckedRules
    /// The pinned wards. Nil when the rules name none and none were given.
    public let map: WardMap?
    /// The name of exactly these rule files.
    public let digest: Digest
    /// Each rule file by name, with the name of exactly its bytes.
    public let files: [(name: String, digest: Digest)]
    /// What is worth knowing but stops nothing.
    public let warnings: [Problem]
    let areas: LotAreas
    /// The names under which facts are given.
    public let fields: FieldNames

    /// Checks rule files against the wards of a map.
    ///
    /// - Throws: every problem of the files at once.
    public init(_ files: RuleFiles, map: WardMap?) throws(Problems) {
        let (checked, problems) = Self.check(files, map: map)
        guard let checked, !problems.contains(where: { $0.severity == .error }) else {
            throw Problems(problems)
        }
        self.init(checked, files: files, map: map, warnings: problems)
    }

    private init(_ rules: CheckedRules, files: RuleFiles, map: WardMap?, warnings: [Problem]) {
        self.rules = rules
        self.map = map
        self.warnings = warnings
        digest = files.digest
        self.files = files.texts.map { ($0.name, Digest(of: $0.bytes)) }
        areas = LotAreas(rules, map)
        fields = FieldNames(rules)
    }

    /// Every problem of rule files, with or without wards to check against; rules when none of them is an error.
    package static func check(_ files: RuleFiles, map: WardMap?) -> (
        rules: CheckedRules?, problems: [Problem]
    ) {
        var vocabulary: WardVocabulary?
        if let map {
            vocabulary = WardVocabulary(
                names: Dictionary(map.wards.map { ($0.code, $0.name) }) { first, _ in first },
                authorities: Dictionary(
                    map.wards.compactMap { ward in ward.authorityCode.map { ($0, ward.authorityName ?? "") } }
                ) { first, _ in first },
                outlines: map.namedOutlines.outlines.map(\.name),
                file: files.boundaryFile ?? "the boundary file", nameKey: { WardName.key($0) })
        }
        let result = RuleChecker.check(
            files.files, wards: vocabulary, schedules: files.schedules, lacksFiles: !files.ownProblems.isEmpty
        )
        // What a file that is missing would have used is not unused.
        let isWhole = !files.ownProblems.contains { $0.severity == .error }
        var problems = files.ownProblems + result.problems.filter { isWhole || $0.severity == .error }
        if map == nil, let what = result.rules?.lots.lazy.compactMap(\.needsMap).first {
            problems.append(
                Problem(
                    .boundariesMissing, "These rules speak of \(what), and no boundary file was given.",
                    expected: "a boundary file."))
        }
        return (problems.contains { $0.severity == .error } ? nil : result.rules, problems)
    }

    /// The name of the programme.
    public var title: String { rules.title }

    /// The version of the rules, when they name one.
    public var version: String? { rules.version }

    /// The facts of an example of the rules, by its name.
    public func facts(ofExample title: String) -> [(name: String, value: String)]? {
        rules.examples.first { TextKey.of($0.title) == TextKey.of(title) }?.facts.map { ($0.name, $0.value) }
    }

    /// The version and the first digits of the hashes of rules and boundaries: `extended contract, 3f2a…; boundaries
    /// 9c1d…`. Several boundary files have a `+` between them.
    public var versionText: String {
        let version = rules.version.map { "\($0), " } ?? ""
        let boundaries = map?.digests.map(\.short).joined(separator: "+") ?? ""
        return version + digest.short + (boundaries.isEmpty ? "" : "; boundaries \(boundaries)")
    }
}

extension Lot {
    /// What it speaks of that only a map can tell.
    fileprivate var needsMap: String? {
        for part in parts {
            switch part.area {
            case .neighbours: return "neighbouring wards"
            case .outline, .withoutOutline: return "outlines"
            case .ward, .withoutWard, .borough: continue
            }
        }
        return nil
    }
}
