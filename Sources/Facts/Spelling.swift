/// Nearness of spellings.
public enum Spelling {
    /// The candidate fewest edits away, when those are at most a third of its length.
    public static func nearest(to written: String, among candidates: [String]) -> String? {
        let key = Array(TextKey.of(written).unicodeScalars.prefix(80))
        var best: (distance: Int, candidate: String)?
        for candidate in candidates where !isOpposite(candidate, written) {
            let other = Array(TextKey.of(candidate).unicodeScalars.prefix(80))
            let limit = other.count < 3 ? 0 : max(1, other.count / 3)
            guard abs(other.count - key.count) <= limit else { continue }
            let distance = edits(key, other)
            if distance <= limit, distance < (best?.distance ?? .max) { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// “unemployed” is no misspelling of “employed”: what differs only in how it begins may mean the opposite.
    private static func isOpposite(_ candidate: String, _ written: String) -> Bool {
        let (one, other) = (TextKey.of(candidate), TextKey.of(written))
        guard one != other else { return false }
        return one.count > 3 && other.count > 3 && (one.hasSuffix(other) || other.hasSuffix(one))
    }

    private static func edits(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
        var row = Array(0...second.count)
        for (i, left) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, right) in second.enumerated() {
                let change = diagonal + (left == right ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[second.count]
    }
}
