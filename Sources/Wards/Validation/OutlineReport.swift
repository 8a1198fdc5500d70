import BoundaryFiles
import Diagnostics
import Geometry

extension WardMap {
    /// What is wrong with the outlines of some wards, as warnings: crossings, holes outside, rings given twice or
    /// without area. Such a ward has a defined inside, which is seldom what was meant.
    public func brokenOutlines(among wards: some Sequence<WardIndex>) -> [Problem] {
        var findings = ValidationFindings(minimum: 0)
        findings.checkOutlines(
            wards.filter { self.wards.indices.contains($0) }.map { ward in
                PlacedWard(
                    outline: WardOutline(
                        code: self.wards[ward].code, name: self.wards[ward].name, polygons: outlines[ward],
                        line: places.isEmpty ? 1 : places[ward].line),
                    file: places.isEmpty ? "" : places[ward].source, fileNumber: 0, year: "")
            })
        return findings.problems.filter { $0.severity == .error }.map { problem in
            var warning = problem
            warning.severity = .warning
            return warning
        }
    }
}

extension ValidationFindings {
    /// Looks at the rings of every ward: one problem for each kind of flaw of a ward.
    mutating func checkOutlines(_ wards: [PlacedWard]) {
        var budget = 400_000_000
        for ward in wards {
            let flaws = OutlineFlaws(ward.outline.polygons, budget: &budget)
            report(flaws, of: ward)
        }
    }

    private mutating func report(_ flaws: OutlineFlaws, of ward: PlacedWard) {
        func say(
            _ code: Problem.Code, _ places: [Coordinate], _ what: String, severity: Problem.Severity = .error,
            _ suggestion: String
        ) {
            guard !places.isEmpty else { return }
            let first = places.sorted().prefix(3).map(\.words).joined(separator: ", ")
            let more = places.count > 3 ? " and \(places.count - 3) more places" : ""
            problems.append(
                Problem(
                    code, "\(ward.subject) has \(what) at \(first)\(more).", severity: severity,
                    suggestion: suggestion, at: [ward.at()]))
        }
        say(
            ValidationCode.crossing, flaws.crossings, "a ring that crosses itself or runs along itself",
            "What is inside is not certain there: get the outline again, or draw it without the loop.")
        say(
            ValidationCode.touching, flaws.touches, "a ring that touches itself", severity: .warning,
            "What is inside is still certain; other programs may refuse the outline.")
        say(
            ValidationCode.noArea, flaws.flatRings, "a ring that bounds no area",
            "Remove the ring, or get the outline again.")
        say(
            ValidationCode.spike, flaws.spikes, "a spike, out and back along one line,", severity: .warning,
            "The spike covers no ground, but points on it count as on the border: remove it.")
        say(
            ValidationCode.repeatedPoint, flaws.repeats, "a point several times running", severity: .warning,
            "Harmless here; other programs may refuse the outline.")
        say(
            ValidationCode.repeatedRing, flaws.copies, "the same ring twice",
            "Remove one of the two: as outline and hole they would cancel.")
        say(
            ValidationCode.holeOutside, flaws.holesOutside, "a hole outside its outline",
            "Such a hole counts as covered ground: give it as a part of its own, or remove it.")
        say(
            ValidationCode.holeCrossing, flaws.holeCrossings,
            "a hole that crosses or runs along another ring",
            "What is inside is not certain there: get the outline again.")
        if !flaws.isComplete {
            problems.append(
                Problem(
                    ValidationCode.tangled,
                    "\(ward.subject) has rings so tangled that not everything about them was checked.",
                    severity: .warning, suggestion: "Get the outline again.", at: [ward.at()]))
        }
    }
}

extension Coordinate {
    /// Longitude and latitude as people paste them into a map search turned round: `-1.81234, 52.48765`.
    var words: String { "\(longitude.places(6)), \(latitude.places(6))" }
}

extension Double {
    /// Rounded to some decimals.
    fileprivate func places(_ count: Int) -> String {
        var scale = 1.0
        for _ in 0..<count { scale *= 10 }
        let whole = Int((self * scale).rounded())
        let digits = String(whole.magnitude % UInt(scale))
        let fraction = String(repeating: "0", count: max(count - digits.count, 0)) + digits
        return (whole < 0 ? "-" : "") + "\(whole.magnitude / UInt(scale))"
            + (count > 0 ? ".\(fraction)" : "")
    }

    /// An area in square metres with three digits that tell, or in hectares when it is large.
    var area: String {
        guard isFinite, self > 0 else { return "0 m²" }
        if self >= 100_000 { return "\((self / 10_000).places(1)) ha" }
        if self >= 10 { return "\(places(0)) m²" }
        if self >= 0.01 { return "\(places(3)) m²" }
        return "less than \(self >= 0.000_1 ? "0.01" : "0.0001") m²"
    }
}

extension String {
    /// For the middle of a sentence.
    var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
