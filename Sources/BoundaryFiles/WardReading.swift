import Diagnostics
import Geometry

/// Turns placemarks into wards and collects everything that is wrong with them.
struct WardReading {
    private(set) var wards: [WardOutline] = []
    private(set) var outlines: [NamedOutline] = []
    private(set) var others = 0
    /// The attribute that turned out to hold the ward codes.
    private(set) var codeField: String?
    private let fields: BoundaryFields
    private var roles = AttributeRoles()
    private var problems: BoundaryProblems
    private var lines: [String: Int] = [:]
    /// The names of outlines as they are compared, and where they are first.
    private var outlineLines: [String: Int] = [:]
    /// Whether a file of nothing but named outlines is wanted.
    private let mayLackWards: Bool

    init(fields: BoundaryFields, mayLackWards: Bool, problems: BoundaryProblems) {
        self.fields = fields
        self.mayLackWards = mayLackWards
        self.problems = problems
    }

    /// What was found wrong or odd.
    var findings: [Problem] { problems.listed }

    /// Reads all placemarks. `isWhole` is false when the file broke off, so that missing wards are no news.
    mutating func read(_ given: [Placemark], isWhole: Bool) {
        var placemarks = given
        roles.note(placemarks, fields)
        if !roles.have(.code) {
            CodeSource.find(in: &placemarks, fields: fields)
            roles.note(placemarks, fields)
        }
        let names = roles.names
        guard chooseCodeField(names) else { return }
        if codeField == nil, !mayLackWards, !placemarks.isEmpty {
            if isWhole { reportNoCodes(placemarks, names) }
            return
        }
        for placemark in placemarks { read(placemark) }
        if wards.isEmpty, outlines.isEmpty, problems.all.isEmpty {
            problems.add(
                BoundaryCode.noWards,
                "The file has no wards: none of its \(placemarks.count) placemarks is one.",
                expected: "Placemarks with a Polygon and a ward code such as E05001216.")
        }
        sayOutlines()
        warnAboutPlace()
    }

    /// Settles on one attribute for the code, so that two sets of codes in one file are never mixed.
    private mutating func chooseCodeField(_ names: [String]) -> Bool {
        var found: [String] = []
        for name in names where roles.of(name).contains(.code) {
            let key = BoundaryFields.key(name)
            if !found.contains(where: { BoundaryFields.key($0) == key }) { found.append(name) }
        }
        codeField = found.first
        guard found.count > 1 else { return true }
        problems.add(
            BoundaryCode.ambiguousFields,
            "Several attributes could be the ward code: \(found.joined(separator: ", ")).",
            expected: "One of them: the codes of the year in which these outlines were in force.")
        return false
    }

    private mutating func reportNoCodes(_ placemarks: [Placemark], _ names: [String]) {
        let names = names.isEmpty ? "no attributes at all" : names.prefix(12).joined(separator: ", ")
        problems.add(
            BoundaryCode.noWards,
            "The file has no wards: no attribute looks like a ward code. It has \(names).",
            expected: fields.code.map { "The declared attribute \($0)." }
                ?? "An attribute such as WD22CD or ward_code.",
            suggestion: "If another attribute holds ward codes, call it ward_code.")
        reportFaults(placemarks)
    }

    /// Broken outlines are worth knowing even when it is not known whose they are.
    private mutating func reportFaults(_ placemarks: [Placemark]) {
        for placemark in placemarks {
            for fault in placemark.faults { problems.add(fault, of: subject(placemark, code: nil)) }
        }
    }

    private func subject(_ placemark: Placemark, code: String?) -> String {
        let name = roles.values(of: placemark).name ?? placemark.name
        return switch (code, name) {
        case (let code?, let name?): "Ward \(code) \(name)"
        case (let code?, nil): "Ward \(code)"
        case (nil, let name?): "Placemark “\(name)”"
        case (nil, nil): "A placemark"
        }
    }

    private mutating func read(_ placemark: Placemark) {
        let values = roles.values(of: placemark)
        let code = values.code
        // Only what is wrong with a ward is worth its words.
        lazy var subject = subject(placemark, code: code)
        for fault in placemark.faults { problems.add(fault, of: subject) }
        let hasOutline = !placemark.polygons.isEmpty || !placemark.faults.isEmpty
        guard let code else {
            if hasOutline, let name = placemark.name, !isPartOfWardSet(placemark) {
                keep(placemark, named: name)
            } else if hasOutline {
                problems.add(
                    BoundaryCode.missingCode, "\(subject) has an outline but no ward code.",
                    expected: codeField == CodeSource.nameField
                        ? "A code such as E05001216 before its name, as the others have."
                        : "A code such as E05001216 in \(codeField ?? "an attribute such as WD22CD").",
                    line: placemark.line)
            } else {
                others += 1
            }
            return
        }
        if !WardCode.isWellFormed(code) {
            problems.add(
                BoundaryCode.malformedCode, "\(subject) has a code that is not a ward code: “\(code)”.",
                expected: "E, W, S or N and eight digits, such as E05001216.",
                suggestion: "Copy the code from the official list of wards again.", line: placemark.line)
        } else if let first = lines[code] {
            problems.add(
                BoundaryCode.repeatedCode, "\(subject) is in the file more than once.",
                expected: "One placemark for each ward, its parts in a MultiGeometry.",
                suggestion: "Remove one of the two, or correct its code if it is another ward.",
                line: placemark.line,
                also: SourcePlace(source: problems.file, line: first, label: "first here"))
        } else {
            lines[code] = placemark.line
        }
        if !hasOutline {
            problems.add(
                BoundaryCode.noOutline, "\(subject) has no outline.", expected: "At least one Polygon.",
                suggestion: "Export the file again with its outlines, or remove the placemark.",
                line: placemark.line)
        }
        wards.append(
            WardOutline(
                code: code, name: values.name ?? placemark.name ?? "",
                authorityCode: values.authorityCode,
                authorityName: values.authorityName, polygons: placemark.polygons,
                line: placemark.line))
    }

    /// Whether a placemark says something that only wards say, so that a missing code is a fault and not
    /// meant. Where names hold the codes, every name is such a saying.
    private func isPartOfWardSet(_ placemark: Placemark) -> Bool {
        codeField == CodeSource.nameField
            || placemark.attributes.contains { !roles.of($0.name).isEmpty }
    }

    private mutating func keep(_ placemark: Placemark, named name: String) {
        let key = BoundaryFields.key(name)
        if let first = outlineLines[key] {
            problems.add(
                BoundaryCode.repeatedOutline, "Two outlines are called “\(name)”.",
                expected: "A name of its own for each outline without a ward code.", line: placemark.line,
                also: SourcePlace(source: problems.file, line: first, label: "first here"))
            return
        }
        outlineLines[key] = placemark.line
        outlines.append(NamedOutline(name: name, polygons: placemark.polygons, line: placemark.line))
    }

    /// One note for all of them: a file may have hundreds on purpose. A file of outlines is given for their sake.
    private mutating func sayOutlines() {
        guard let first = outlines.first, !(mayLackWards && wards.isEmpty) else { return }
        let names = outlines.prefix(5).map { "“\($0.name)”" }.joined(separator: ", ")
        let more = outlines.count > 5 ? " and \(outlines.count - 5) more" : ""
        problems.add(
            BoundaryCode.namedOutline,
            "Without a ward code, and so kept as outlines of their own and not as wards: \(names)\(more).",
            severity: .note, suggestion: "If one is a ward, give it its code.", line: first.line)
    }

    private mutating func warnAboutPlace() {
        func isAway(_ place: Coordinate) -> Bool { !place.isInUnitedKingdom }
        let away = wards.filter { ward in
            ward.polygons.contains { $0.outer.points.contains(where: isAway) }
        }
        guard let first = away.first else { return }
        let place = first.polygons.lazy.flatMap(\.outer.points).first(where: isAway).map(\.text) ?? ""
        let names = away.prefix(3).map { $0.name.isEmpty ? $0.code : "\($0.code) \($0.name)" }
        let more = away.count > 3 ? " and \(away.count - 3) more" : ""
        let who =
            away.count == 1
            ? "Ward \(names[0]) is" : "\(away.count) wards (\(names.joined(separator: ", "))\(more)) are"
        problems.add(
            BoundaryCode.outsideUnitedKingdom,
            "\(who) outside the United Kingdom, at least in part, as at \(place).", severity: .warning,
            suggestion: "Check that the coordinates are WGS84 degrees.", line: first.line)
    }
}
