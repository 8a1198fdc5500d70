import Geometry

/// What became of the wards of one map on another, by area: which stayed, were redrawn, split or merged.
///
/// Shares are of ground on the earth's ellipsoid. Two maps never draw a border alike to the last millimetre, so
/// a share below the minimum is taken for such a difference and left out.
public struct WardComparison: Sendable {
    /// What became of an old ward.
    public enum Change: String, Hashable, Sendable, Codable, CaseIterable {
        /// Its code is there with the same outline.
        case same
        /// Its code is there with another outline.
        case redrawn
        /// Its outline is there under another code.
        case recoded
        /// Its ground is in several wards with other codes, or partly in none.
        case split
        /// Its whole ground is part of one ward with another code.
        case merged
        /// Its ground is in no ward.
        case gone
        /// Not an old ward at all: a new one on ground that no old ward covers.
        case new
    }

    /// Ground that an old ward and a new one have in common.
    public struct Share: Hashable, Sendable {
        /// The old ward, by its position on the old map.
        public let old: WardIndex
        /// The new ward, by its position on the new map.
        public let new: WardIndex
        /// The area in common.
        public let squareMetres: Double
        /// The same as a part of the old ward, 0 to 1.
        public let ofOld: Double
        /// The same as a part of the new ward, 0 to 1.
        public let ofNew: Double
    }

    /// What became of one old ward.
    public struct Fate: Hashable, Sendable {
        /// The old ward.
        public let ward: WardIndex
        /// What became of it.
        public let change: Change
        /// Whether the ward that it became in whole has another name, in more than case and punctuation.
        public let isRenamed: Bool
        /// The new wards that it is in, the largest share first.
        public let shares: [Share]
        /// The part of it that is in no new ward, 0 to 1.
        public let uncovered: Double
    }

    /// What became of each old ward, in order of their codes.
    public let fates: [Fate]
    /// The old wards that each new ward is made of, the largest share first, in order of the new codes.
    public let origins: [[Share]]
    /// The new wards whose ground no old ward covers.
    public let added: [WardIndex]
    /// False when the outlines cross so often that the search was given up: then nothing else is to be believed.
    public let isComplete: Bool

    /// Compares two maps. Shares of both wards below the minimum (0.01 is one hundredth) are left out.
    public init(from old: WardMap, to new: WardMap, minimumShare: Double = 0.01) {
        let overlay = Overlay(old, new)
        isComplete = overlay.isComplete
        var byOld = [[Share]](repeating: [], count: old.wards.count)
        var byNew = [[Share]](repeating: [], count: new.wards.count)
        for (pair, area) in overlay.common {
            let share = Share(
                old: pair.old, new: pair.new, squareMetres: area, ofOld: area / overlay.oldAreas[pair.old],
                ofNew: area / overlay.newAreas[pair.new])
            guard max(share.ofOld, share.ofNew) >= minimumShare else { continue }
            byOld[pair.old].append(share)
            byNew[pair.new].append(share)
        }
        origins = byNew.map { shares in shares.sorted { ($1.ofNew, $0.old) < ($0.ofNew, $1.old) } }
        fates = byOld.enumerated().map { ward, shares in
            let sorted = shares.sorted { ($1.ofOld, $0.new) < ($0.ofOld, $1.new) }
            let covered = overlay.coveredOld[ward] / max(overlay.oldAreas[ward], .leastNonzeroMagnitude)
            return Self.fate(
                of: ward, sorted, uncovered: min(max(1 - covered, 0), 1), old, new, least: minimumShare)
        }
        added = new.wards.indices.filter { byNew[$0].allSatisfy { $0.ofNew < minimumShare } }
    }

    private static func fate(
        of ward: WardIndex, _ shares: [Share], uncovered: Double, _ old: WardMap, _ new: WardMap,
        least: Double
    ) -> Fate {
        let most = 1 - least
        let successors = shares.filter { $0.ofOld >= least }
        let whole = successors.first { $0.ofOld >= most }
        let isSameOutline = whole.map { $0.ofNew >= most } ?? false
        let change: Change
        if let again = new.index(ofCode: old.wards[ward].code) {
            change = isSameOutline && whole?.new == again ? .same : .redrawn
        } else if whole != nil {
            change = isSameOutline ? .recoded : .merged
        } else {
            change = successors.isEmpty ? .gone : .split
        }
        var isRenamed = false
        let heir = new.index(ofCode: old.wards[ward].code) ?? (isSameOutline ? whole?.new : nil)
        if let heir { isRenamed = WardName.key(new.wards[heir].name) != WardName.key(old.wards[ward].name) }
        return Fate(
            ward: ward, change: change, isRenamed: isRenamed, shares: shares, uncovered: uncovered)
    }
}

/// The areas that two maps have in common, ward by ward.
private struct Overlay {
    struct Pair: Hashable {
        var old: WardIndex
        var new: WardIndex
    }

    var common: [Pair: Double] = [:]
    var oldAreas: [Double]
    var newAreas: [Double]
    /// The area of each old ward that some new ward covers.
    var coveredOld: [Double]
    let isComplete: Bool

    init(_ old: WardMap, _ new: WardMap) {
        let oldParts = old.outlines.enumerated().flatMap { ward, parts in parts.map { (ward, $0) } }
        let newParts = new.outlines.enumerated().flatMap { ward, parts in parts.map { (ward, $0) } }
        let arrangement = Arrangement(oldParts.map(\.1) + newParts.map(\.1))
        isComplete = arrangement.isComplete
        oldAreas = [Double](repeating: 0, count: old.wards.count)
        newAreas = [Double](repeating: 0, count: new.wards.count)
        coveredOld = oldAreas
        for face in arrangement.faces where face.squareMetres > 0 {
            let before = Set(face.parts.filter { $0 < oldParts.count }.map { oldParts[$0].0 })
            let after = Set(
                face.parts.filter { $0 >= oldParts.count }.map { newParts[$0 - oldParts.count].0 })
            for ward in before {
                oldAreas[ward] += face.squareMetres
                if !after.isEmpty { coveredOld[ward] += face.squareMetres }
                for other in after { common[Pair(old: ward, new: other), default: 0] += face.squareMetres }
            }
            for ward in after { newAreas[ward] += face.squareMetres }
        }
    }
}
