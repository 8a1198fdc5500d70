import DelimitedText
import Diagnostics

/// Which columns of a list hold what is kept of postcodes, by the names that have been in use for them.
///
/// The Office for National Statistics renamed nearly all columns of its directory and look-up in 2025, and gives wards
/// and countries the year in their names (`wd25cd`); Ordnance Survey’s Code-Point Open has no header at all.
struct PostcodeColumns: Sendable {
    /// What kind of list it is.
    enum Kind: Sendable {
        case directory, lookUp, codePoint, plain

        /// The name of the list, for people.
        var title: String {
            switch self {
            case .directory: "ONS Postcode Directory"
            case .lookUp: "National Statistics Postcode Look-up"
            case .codePoint: "OS Code-Point Open"
            case .plain: "a list of postcodes"
            }
        }
    }

    private(set) var kind: Kind
    private(set) var postcode = 0
    private(set) var latitude: Int?
    private(set) var longitude: Int?
    private(set) var easting: Int?
    private(set) var northing: Int?
    private(set) var quality: Int?
    private(set) var introduced: Int?
    private(set) var terminated: Int?
    private(set) var user: Int?
    private(set) var ward: Int?
    private(set) var country: Int?
    /// Whether the first record is a row and no header.
    private(set) var startsWithRow = false
    /// How many cells a row needs.
    private(set) var neededCells = 0

    /// Finds the columns, or throws which are missing.
    static func find(
        in header: [HeaderCell], line: Int, of list: String
    ) throws(Problems) -> PostcodeColumns {
        isCodePointRow(header) ? .codePointOpen : try PostcodeColumns(header, line: line, of: list)
    }

    private init(_ header: [HeaderCell], line: Int, of list: String) throws(Problems) {
        func find(_ names: String..., year form: String? = nil) -> Int? {
            for name in names {
                if let cell = header.first(where: { $0.key == name }) { return cell.column }
            }
            guard let form else { return nil }
            return header.first { Self.isYearly($0.key, form) }?.column
        }
        kind = .plain
        let postcode = find("pcds", "postcode", "pcd", "pcd8", "pcd7", "pcd2", "pc")
        latitude = find("latitude", "lat")
        longitude = find("longitude", "long", "lon", "lng")
        easting = find("oseast1m", "east1m", "easting", "eastings", "ea")
        northing = find("osnrth1m", "north1m", "northing", "northings", "no")
        quality = find("osgrdind", "gridind", "positionalqualityindicator", "pqi", "pq")
        introduced = find("dointr", "introduced")
        terminated = find("doterm", "terminated")
        user = find("usertype", "usrtypind")
        ward = find("osward", "ward", "wardcode", "adminwardcode", "wc", year: "wd##cd")
        country = find("ctry", "countrycode", "cy", year: "ctry##cd")
        guard let postcode, (latitude != nil && longitude != nil) || (easting != nil && northing != nil)
        else {
            throw Problems(missing(postcode, header, line: line, of: list))
        }
        self.postcode = postcode
        if find("pcds", "pcd", "pcd7", "pcd8") != nil {
            kind =
                find("oslaua", "osward", "oscty", "parish", year: "parncp##cd") != nil ? .directory : .lookUp
        } else if find("positionalqualityindicator", "pq") != nil, easting != nil {
            kind = .codePoint
        }
        if Self.words(of: list).contains("onspd") { kind = .directory }
        if Self.words(of: list).contains("nspl") { kind = .lookUp }
        neededCells = lastColumn + 1
    }

    /// Grid references are used only for rows without degrees.
    var hasDegrees: Bool { latitude != nil && longitude != nil }

    private var lastColumn: Int {
        let used = [
            postcode, latitude, longitude, easting, northing, quality, introduced, terminated, user, ward,
            country,
        ]
        return used.compactMap { $0 }.max() ?? 0
    }

    private func missing(
        _ postcode: Int?, _ header: [HeaderCell], line: Int, of list: String
    ) -> Problem {
        var lacking: [String] = []
        if postcode == nil { lacking.append("“postcode”") }
        if (latitude == nil || longitude == nil) && (easting == nil || northing == nil) {
            // Half of a pair shows which pair was meant.
            if easting == nil && northing == nil {
                if latitude == nil { lacking.append("“latitude”") }
                if longitude == nil { lacking.append("“longitude”") }
            } else {
                lacking.append(easting == nil ? "“easting”" : "“northing”")
            }
        }
        let shown = header.prefix(8).map { "“\($0.name)”" }.joined(separator: ", ")
        return Problem(
            .postcodeColumns,
            "“\(list)” has no column \(lacking.joined(separator: " or ")). Its columns begin with \(shown).",
            expected:
                "an ONS Postcode Directory or National Statistics Postcode Look-up, a Code-Point Open file, or columns postcode, latitude and longitude.",
            at: [SourcePlace(source: list, line: line)])
    }

    // MARK: Code-Point Open

    /// Postcode, quality, easting, northing, country, two codes of the health service, county, district, ward.
    private static let codePointOpen = PostcodeColumns(
        kind: .codePoint, quality: 1, easting: 2, northing: 3, country: 4, ward: 9, startsWithRow: true)

    private init(
        kind: Kind, quality: Int, easting: Int, northing: Int, country: Int, ward: Int, startsWithRow: Bool
    ) {
        self.kind = kind
        self.quality = quality
        self.easting = easting
        self.northing = northing
        self.country = country
        self.ward = ward
        self.startsWithRow = startsWithRow
        neededCells = lastColumn + 1
    }

    private static func isCodePointRow(_ cells: [HeaderCell]) -> Bool {
        guard cells.count == 10, Postcode(cells[0].name) != nil else { return false }
        return cells[1...3].allSatisfy { Int($0.name) != nil }
    }

    // MARK: Names

    /// Whether a name is a form with two digits for the marks in it: `wd25cd` is of the form `wd##cd`.
    private static func isYearly(_ name: String, _ form: String) -> Bool {
        name.utf8.count == form.utf8.count
            && zip(name.utf8, form.utf8).allSatisfy { byte, mark in
                mark == UInt8(ascii: "#") ? (0x30...0x39).contains(byte) : byte == mark
            }
    }

    /// The runs of letters and digits of a file’s name, in small letters.
    static func words(of name: String) -> [String] {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    /// The month that a file’s name states: `ONSPD_MAY_2025_UK.csv`.
    static func month(inName name: String) -> CalendarMonth? {
        let words = words(of: name)
        for (word, next) in zip(words, words.dropFirst()) {
            guard let year = Int(next), next.utf8.count == 4, word.utf8.count >= 3,
                let month = CalendarMonth.names.firstIndex(where: { $0.lowercased().hasPrefix(word) })
            else { continue }
            if let found = CalendarMonth(year: year, month: month + 1) { return found }
        }
        return nil
    }
}
