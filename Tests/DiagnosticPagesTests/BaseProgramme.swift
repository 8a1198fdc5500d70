/// What stands around the examples of pages: a programme, its map, and a list. Examples show only what matters.
enum BaseProgramme {
    static let main = "programme.rules"

    private static let rules = """
        programme "First Steps", version "draft"
            runs from 1 June 2018 to 31 March 2022
            decided on the start date
        fact date of birth: date
            columns "DOB"
            must be on or before the start date
        fact work status: "out of work", "employed" or "self-employed"
            note "For examples."
        fact first day out of work: date, or "never worked"
            note "For examples."
        fact yearly pay: money per year
            note "For examples."
        fact hourly pay: money per hour, or none
            note "For examples."
        fact children at home: number
            note "For examples."
        connection home: "lives in the area"
            note "For examples."
        connection work: "works in the area"
            note "For examples."
        interpretation furlough: "paid work" or "out of work"
            default "paid work"
            note "For examples."
        define age: age from date of birth
            note "For examples."
        define low paid: yearly pay is below £13,900
            note "For examples."
        condition old enough: age is at least 16
            otherwise say "You need to be 16 or over."
        condition local: has a connection to the lot
            otherwise say "You need to live or work here."
        eligible when old enough and local
        cohort "In Work": work status is not "out of work"
        cohort "Out of Work": work status is "out of work"
        lot "Chelmsley Wood"
            ward E05001287 "Chelmsley Wood"
        lot "Shard End"
            ward E05001203 "Shard End"
        """

    /// The programme with some lines: what they declare takes the place of what it says itself.
    static func rules(with lines: String) -> String {
        let declared = Set(statements(lines).map(\.key))
        let rest = statements(rules).filter { !declared.contains($0.key) }.map(\.text)
        return rest.joined() + lines + "\n"
    }

    /// Statements, each from a line that begins at the margin to the next, by what they declare.
    private static func statements(_ text: String) -> [(key: Substring, text: String)] {
        var found: [(key: Substring, text: String)] = []
        for line in text.split(separator: "\n") {
            if line.first?.isWhitespace == false {
                let key = line.prefix { $0 != ":" && $0 != "," }
                found.append((key.hasPrefix("eligible") ? "eligible" : key, "\(line)\n"))
            } else if !found.isEmpty {
                found[found.count - 1].text += "\(line)\n"
            }
        }
        return found
    }

    static let map = """
        <kml><Document>
        <Placemark><name>E05001287 Chelmsley Wood</name><Polygon><outerBoundaryIs><LinearRing>
        <coordinates>-1.74,52.47 -1.72,52.47 -1.72,52.48 -1.74,52.48 -1.74,52.47</coordinates>
        </LinearRing></outerBoundaryIs></Polygon></Placemark>
        <Placemark><name>E05001203 Shard End</name><Polygon><outerBoundaryIs><LinearRing>
        <coordinates>-1.74,52.48 -1.72,52.48 -1.72,52.50 -1.74,52.50 -1.74,52.48</coordinates>
        </LinearRing></outerBoundaryIs></Polygon></Placemark>
        </Document></kml>
        """

    /// An area of its own.
    static let outlines = map(
        around: """
            <Placemark><name>Craig Croft</name><Polygon><outerBoundaryIs><LinearRing>
            <coordinates>-1.73,52.47 -1.72,52.47 -1.72,52.48 -1.73,52.47</coordinates>
            </LinearRing></outerBoundaryIs></Polygon></Placemark>
            """)

    static let list = "start date,age,home ward,home postcode\n2018-09-03,34,E05001287,B37 7RN\n"

    /// A part of a boundary file with what belongs around it.
    static func map(around part: String) -> String {
        if part.hasPrefix("<coordinates>") {
            return map(
                around:
                    "<Polygon><outerBoundaryIs><LinearRing>\n\(part)\n</LinearRing></outerBoundaryIs></Polygon>"
            )
        }
        if part.hasPrefix("<Polygon>") {
            return map(around: "<Placemark><name>E05001287 Chelmsley Wood</name>\n\(part)\n</Placemark>")
        }
        return part.hasPrefix("<Placemark>") ? "<kml><Document>\n\(part)\n</Document></kml>" : part
    }
}
