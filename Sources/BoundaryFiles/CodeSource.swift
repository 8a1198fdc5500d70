/// Finds ward codes where files without attributes for them put them: in the table of the description, or in
/// front of the placemark's name.
enum CodeSource {
    /// The attribute that a code from a name becomes.
    static let nameField = "ward code in name"

    /// Adds attributes to placemarks of a file in which no attribute of its own is a ward code. Descriptions
    /// are tried before names, each for the whole file, so that the two are never mixed.
    static func find(in placemarks: inout [Placemark], fields: BoundaryFields) {
        let isDescribed = placemarks.contains { placemark in
            placemark.described.contains { fields.matches($0.name, .code) }
        }
        if isDescribed {
            for index in placemarks.indices {
                let known = Set(placemarks[index].attributes.map { BoundaryFields.key($0.name) })
                placemarks[index].attributes += placemarks[index].described.filter {
                    !known.contains(BoundaryFields.key($0.name))
                }
            }
            return
        }
        guard fields.code == nil else { return }
        for index in placemarks.indices {
            guard let name = placemarks[index].name, let (code, rest) = split(name) else { continue }
            placemarks[index].attributes.append(Placemark.Attribute(name: nameField, value: code))
            placemarks[index].name = rest.isEmpty ? nil : rest
        }
    }

    /// The code and the rest of a name such as `E05001287 Chelmsley Wood`, `E05001287: Chelmsley Wood` or
    /// `Chelmsley Wood (E05001287)`.
    static func split(_ name: String) -> (code: String, rest: String)? {
        let words = name.split { $0.isWhitespace }
        for (word, rest) in [(words.first, words.dropFirst()), (words.last, words.dropLast())] {
            guard let word else { continue }
            let marks: Set<Character> = ["(", ")", "[", "]", ":", ",", "-", "–", ";", "."]
            let code = String(word.filter { !marks.contains($0) })
            guard WardCode.isWellFormed(code) else { continue }
            // A dash or comma that stood between the two belongs to neither.
            let between: Set<Character> = [":", ",", "-", "–", ";"]
            var kept = rest.filter { !$0.allSatisfy { marks.contains($0) } }.joined(separator: " ")
            while let last = kept.last, between.contains(last) { kept.removeLast() }
            return (code, kept)
        }
        return nil
    }
}
