import Diagnostics
import Geometry

/// Turns placemarks into wards and collects everything that is wrong with them.
struct WardReading {
    private(set) var wards: [WardOutline] = []
    private(set) var others = 0
    /// The attribute that turned out to hold the ward codes.
    private(set) var codeField: String?
    private let fields: BoundaryFields
    /// What each attribute name of the file can tell: the names are few, their uses a hundred thousand.
    private var roles: [String: Set<BoundaryFields.Role>] = [:]
    private var problems: BoundaryProblems
    private var lines: [String: Int] = [:]

    init(fields: BoundaryFields, problems: BoundaryProblems) {
        self.fields = fields
        self.problems = problems
    }

    /// What was found wrong or odd.
    var findings: [Problem] { problems.listed }

    /// Reads all placemarks. `isWhole` is false when the file broke off, so that missing wards are no news.
    mutating func read(_ placemarks: [Placemark], isWhole: Bool) {
        guard chooseCodeField(placemarks, isWhole: isWhole) else { return }
        for placemark in placemarks { read(placemark) }
        if wards.isEmpty, problems.all.isEmpty {
            problems.add(
                BoundaryCode.noWards,
                "The file has no wards: none of its \(placemarks.count) placemarks is one.",
                expected: "Placemarks with a Polygon and a ward code such as E05001216.")
        }
        warnAboutPlace()
    }

    /// Settles on one attribute for the code, so that two sets of codes in one file are never mixed.
    private mutating func chooseCodeField(_ placemarks: [Placemark], isWhole: Bool) -> Bool {
        var names: [String] = []
        for attribute in placemarks.lazy.flatMap(\.attributes) where roles[attribute.name] == nil {
            let name = attribute.name
            roles[name] = Set(BoundaryFields.Role.allCases.filter { fields.matches(name, $0) })
            names.append(name)
        }
        var found: [String] = []
        for name in names where roles[name]?.contains(.code) == true {
            let key = BoundaryFields.key(name)
            if !found.contains(where: { BoundaryFields.key($0) == key }) { found.append(name) }
        }
        if found.count > 1 {
            problems.add(
                BoundaryCode.ambiguousFields,
                "Several attributes could be the ward code: \(found.joined(separator: ", ")).",
                expected: "One of them, or a declaration of which to use.")
            return false
        }
        codeField = found.first
        if found.isEmpty, isWhole, !placemarks.isEmpty {
            let names = names.isEmpty ? "no attributes at all" : names.prefix(12).joined(separator: ", ")
            problems.add(
                BoundaryCode.noWards,
                "The file has no wards: no attribute looks like a ward code. It has \(names).",
                expected: fields.code.map { "The declared attribute \($0)." }
                    ?? "An attribute such as WD22CD or ward_code.",
                suggestion: "If another attribute holds ward codes, declare it.")
            reportFaults(placemarks)
            return false
        }
        return true
    }

    /// Broken outlines are worth knowing even when it is not known whose they are.
    private mutating func reportFaults(_ placemarks: [Placemark]) {
        for placemark in placemarks {
            for fault in placemark.faults { problems.add(fault, of: subject(placemark, code: nil)) }
        }
    }

    private func value(_ role: BoundaryFields.Role, of placemark: Placemark) -> String? {
        placemark.attributes.first { roles[$0.name]?.contains(role) == true && !$0.value.isEmpty }?.value
    }

    private func subject(_ placemark: Placemark, code: String?) -> String {
        let name = value(.name, of: placemark) ?? placemark.name
        return switch (code, name) {
        case (let code?, let name?): "Ward \(code) \(name)"
        case (let code?, nil): "Ward \(code)"
        case (nil, let name?): "Placemark “\(name)”"
        case (nil, nil): "A placemark"
        }
    }

    private mutating func read(_ placemark: Placemark) {
        let code = value(.code, of: placemark)
        let subject = subject(placemark, code: code)
        for fault in placemark.faults { problems.add(fault, of: subject) }
        let hasOutline = !placemark.polygons.isEmpty || !placemark.faults.isEmpty
        guard let code else {
            if hasOutline {
                problems.add(
                    BoundaryCode.missingCode, "\(subject) has an outline but no ward code.",
                    expected: "A code such as E05001216 in \(codeField ?? "an attribute such as WD22CD").",
                    line: placemark.line)
            } else {
                others += 1
            }
            return
        }
        if !WardCode.isWellFormed(code) {
            problems.add(
                BoundaryCode.malformedCode, "\(subject) has a code that is not a ward code: “\(code)”.",
                expected: "E, W, S or N and eight digits, such as E05001216.", line: placemark.line)
        } else if let first = lines[code] {
            problems.add(
                BoundaryCode.repeatedCode, "\(subject) is in the file more than once.",
                expected: "One placemark for each ward, its parts in a MultiGeometry.", line: placemark.line,
                also: SourcePlace(source: problems.file, line: first, label: "first here"))
        } else {
            lines[code] = placemark.line
        }
        if !hasOutline {
            problems.add(
                BoundaryCode.noOutline, "\(subject) has no outline.", expected: "At least one Polygon.",
                line: placemark.line)
        }
        wards.append(
            WardOutline(
                code: code, name: value(.name, of: placemark) ?? placemark.name ?? "",
                authorityCode: value(.authorityCode, of: placemark),
                authorityName: value(.authorityName, of: placemark), polygons: placemark.polygons,
                line: placemark.line))
    }

    private mutating func warnAboutPlace() {
        let away = wards.filter { ward in
            ward.polygons.contains { $0.outer.points.contains { !$0.isInUnitedKingdom } }
        }
        guard let first = away.first else { return }
        let who = away.count == 1 ? "Ward \(first.code) \(first.name) is" : "\(away.count) wards are"
        problems.add(
            BoundaryCode.outsideUnitedKingdom, "\(who) outside the United Kingdom, at least in part.",
            severity: .warning, suggestion: "Check that the coordinates are WGS84 degrees.", line: first.line)
    }
}
