import Diagnostics
import Facts
import RuleSyntax

extension Checker {
    mutating func checkBoundaries(_ syntax: BoundariesSyntax) {
        if rules.boundaries != nil {
            report(.repeatedName, "There is a second `boundaries`.", expected: "one.", syntax.file.range)
            return
        }
        var crosswalks: [PinnedBoundaries.Crosswalk] = []
        for crosswalk in syntax.crosswalks {
            checkWard(crosswalk.within)
            if let name = wards?.names[crosswalk.ward.code] {
                report(
                    .crosswalk,
                    "\(crosswalk.ward.code) is itself a ward of \(wards?.file ?? "the boundary file"): \(name).",
                    expected: "a code of another vintage before `lies within`.", crosswalk.ward.range)
            }
            if crosswalks.contains(where: { $0.code == crosswalk.ward.code }) {
                report(
                    .repeatedName, "\(crosswalk.ward.code) is said to lie within a ward twice.",
                    crosswalk.ward.range)
            }
            crosswalks.append(
                .init(
                    code: crosswalk.ward.code, name: crosswalk.ward.name?.text, within: crosswalk.within.code,
                    annotations: annotations(crosswalk.annotations)))
        }
        rules.boundaries = PinnedBoundaries(
            file: syntax.file.text, outlines: syntax.outlines.map(\.text),
            minimumBorder: syntax.minimumBorder ?? Rational(1), crosswalks: crosswalks)
    }

    /// The code of the one ward with a name.
    private func codes(ofName name: String) -> String? {
        guard let wards else { return nil }
        let key = wards.nameKey(name)
        let codes = wards.names.filter { wards.nameKey($0.value) == key }.keys
        return codes.count == 1 ? codes.first : nil
    }

    /// Checks that a ward is one of the pinned set and that the name beside its code is its own.
    private mutating func checkWard(_ ward: WardSyntax) {
        guard let wards else { return }
        guard let name = wards.names[ward.code] else {
            let key = ward.name.map { wards.nameKey($0.text) }
            let sameName = wards.names.filter { wards.nameKey($0.value) == key }.keys.sorted()
            report(
                .unknownWard, "\(ward.code) is not a ward of \(wards.file).",
                expected: "the code of a ward in that file; codes of another vintage go under `lies within`.",
                suggestion: sameName.count == 1
                    ? "\(ward.name?.text ?? "") is \(sameName[0]) there, if that is the ward you mean." : nil,
                ward.range)
            return
        }
        if let written = ward.name, wards.nameKey(written.text) != wards.nameKey(name) {
            report(
                .wardName, "\(ward.code) is \(name), not “\(written.text)”.",
                expected: "the name that goes with the code.",
                suggestion: codes(ofName: written.text).map {
                    "\(written.text) is \($0), if that is the ward you mean."
                },
                written.range)
        }
    }

    /// The wards of a schedule: a file of codes beside the rules.
    private mutating func schedule(_ file: TextSyntax, where test: ExpressionSyntax?) -> [Schedule.Entry] {
        guard let schedule = schedules[file.text] else {
            report(
                .useProblem, "There is no file “\(file.text)” of wards.",
                expected: "a CSV file with a column of ward codes, by its path from the folder of all rules.",
                file.range)
            return []
        }
        problems += schedule.problems
        let listed = test.map { entries(of: schedule, where: $0, in: file) } ?? schedule.entries
        guard let wards else { return listed }
        for entry in schedule.entries {
            let name = wards.names[entry.code]
            if name == nil {
                problems.append(
                    Problem(
                        .unknownWard, "\(entry.code) is not a ward of \(wards.file).",
                        expected: "codes of wards in that file.", at: [entry.place, source.place(file.range)])
                )
            } else if let name, let written = entry.name, wards.nameKey(written) != wards.nameKey(name) {
                problems.append(
                    Problem(
                        .wardName, "\(entry.code) is \(name), not “\(written)”.",
                        expected: "the name that goes with the code.", at: [entry.place]))
            }
        }
        return listed
    }

    private mutating func checkOutline(_ name: TextSyntax) {
        guard let wards, !wards.outlines.contains(where: { wards.nameKey($0) == wards.nameKey(name.text) })
        else { return }
        let known = wards.outlines.prefix(6).map { "“\($0)”" }.joined(separator: ", ")
        report(
            .unknownOutline, "There is no outline called “\(name.text)” in the boundary files.",
            expected: known.isEmpty
                ? "a placemark without a ward code and with that name; `outlines in` under `boundaries` names a file of such."
                : "the name of a placemark without a ward code: \(known)\(wards.outlines.count > 6 ? ", …" : ".")",
            suggestion: suggestion(for: name.text, among: wards.outlines), name.range)
    }

    private mutating func checkBorough(_ borough: WardSyntax) {
        guard let wards, !wards.authorities.isEmpty else { return }
        guard let name = wards.authorities[borough.code] else {
            report(
                .unknownWard, "\(borough.code) is not a local authority of \(wards.file).",
                expected: "the code of an authority that wards of that file belong to.", borough.range)
            return
        }
        if let written = borough.name, !name.isEmpty, wards.nameKey(written.text) != wards.nameKey(name) {
            report(
                .wardName, "\(borough.code) is \(name), not “\(written.text)”.",
                expected: "the name that goes with the code.", written.range)
        }
    }

    mutating func checkLot(_ syntax: LotSyntax, _ notes: AnnotationsSyntax) {
        if let first = lotPlaces.updateValue(
            source.place(syntax.title.range), forKey: TextKey.of(syntax.title.text))
        {
            reportTwice("There are two lots called “\(syntax.title.text)”.", syntax.title.range, first)
            return
        }
        var lot = Lot(
            title: syntax.title.text, parts: [], open: [], providers: [], annotations: annotations(notes),
            place: source.place(syntax.title.range))
        var hasWard = false
        var codes: Set<String> = []
        var hasOutline = false
        var neighbours: Range<Int>?
        for part in syntax.parts {
            let notes = annotations(part.annotations)
            func add(_ area: Lot.Area, _ days: Days) {
                lot.parts.append(.init(area: area, days: days, annotations: notes))
            }
            switch part.clause {
            case .ward(let ward):
                checkWard(ward)
                hasWard = true
                if !codes.insert(ward.code).inserted {
                    report(
                        .repeatedName, "\(ward.code) is a ward of this lot twice.",
                        expected: "each ward once.",
                        ward.range)
                }
                add(.ward(code: ward.code, name: ward.name?.text), .always)
            case .withWard(let ward, let when):
                checkWard(ward)
                add(.ward(code: ward.code, name: ward.name?.text), days(when))
            case .withoutWard(let ward, let when):
                checkWard(ward)
                add(.withoutWard(code: ward.code), days(when))
            case .withNeighbours(let reach, let when):
                neighbours = neighbours ?? part.range
                if case .steps = reach, !namesBoundaries {
                    report(
                        .missingStatement, "These rules speak of neighbouring wards and name no boundaries.",
                        expected:
                            "`boundaries \"file.kml\"`, and under it `neighbouring means sharing at least 1 metre of border`.",
                        part.range)
                }
                add(.neighbours(reach), days(when))
            case .listed(let file, let test, let when):
                hasWard = true
                for ward in schedule(file, where: test) {
                    add(.ward(code: ward.code, name: ward.name), days(when))
                }
            case .outline(let name, let metres, let when):
                checkOutline(name)
                hasOutline = true
                add(.outline(name: name.text, metres: metres), days(when))
            case .withoutOutline(let name, let when):
                checkOutline(name)
                add(.withoutOutline(name: name.text), days(when))
            case .borough(let borough, let when):
                checkBorough(borough)
                hasWard = true
                add(.borough(code: borough.code), days(when))
            case .open(let when): lot.open.append(days(when))
            case .provider(let name, let when): lot.providers.append(.init(name: name.text, days: days(when)))
            }
        }
        if !hasWard, !hasOutline, syntax.isWhole {
            report(
                .emptyLot, "The lot “\(syntax.title.text)” has no ward of its own.",
                expected:
                    "`ward` and a code, such as `ward E05001287 \"Chelmsley Wood\"`, or `outline` and a name.",
                syntax.title.range)
        } else if !hasWard, let neighbours, syntax.isWhole {
            report(
                .emptyLot, "Neighbouring wards go by wards, and this lot has none of its own.",
                expected: "`within 500 metres of outline` and its name, for what lies around an outline.",
                neighbours)
        }
        rules.lots.append(lot)
    }
}
