import Facts
import Geometry
import RuleChecking
import Wards

/// The wards a place of a person is in, as far as that can be told.
struct ResolvedPlace: Sendable {
    /// Codes of the wards; empty for a place that is known to be in none of the pinned set. Nil: not known.
    var wards: [String]?
    /// Where it is, when a point or a postcode says.
    var point: Coordinate?
    /// Whether its ward was given by a code, so that the point need not tell on which side of a border it is.
    var hasCode = false
    /// What an adviser should know, such as what to ask.
    var notes: [String] = []
    /// Index of the crosswalk that was used.
    var crosswalk: Int?
    /// The place as words: “E05007070 Glascote”.
    var words: String
    /// The point or postcode alone, without the ward it is in.
    var short: String

    init(
        wards: [String]?, point: Coordinate? = nil, notes: [String] = [], crosswalk: Int? = nil, words: String
    ) {
        self.wards = wards
        self.point = point
        self.notes = notes
        self.crosswalk = crosswalk
        self.words = words
        short = words
    }
}

/// Finds the wards of places.
///
/// A code of the pinned set wins; without one a point beats a postcode; a name alone is never evidence. What cannot
/// be placed is not known, with a note that says what to ask: it is never taken to be outside.
struct PlaceResolver: Sendable {
    let map: WardMap?
    let crosswalks: [PinnedBoundaries.Crosswalk]
    let postcodes: PostcodePlaces?
    /// How far a point may be from the ward whose code goes with it, metres.
    let nearMetres: Double

    /// Why a place cannot be read.
    struct Fault: Error { var form: Field.Form; var message: String; var expected: String }

    func resolve(_ place: PlaceAnswer) throws(Fault) -> ResolvedPlace {
        let point = try point(place)
        let postcode = try postcode(place)
        guard let code = place.wardCode else { return withoutCode(place, point, postcode) }
        guard let map else {
            return ResolvedPlace(wards: [code], words: Self.words(code, place.wardName))
        }
        if let ward = map.ward(code: code) { return check(ward, place, point, postcode) }
        if let index = crosswalks.firstIndex(where: { $0.code == code }) {
            var result = ResolvedPlace(
                wards: [crosswalks[index].within], point: point ?? postcode.flatMap { postcodes?[$0] },
                notes: [
                    "\(Self.words(code, place.wardName)) lies within \(words(crosswalks[index].within))."
                ],
                crosswalk: index, words: Self.words(code, place.wardName))
            result.hasCode = true
            return result
        }
        // The name beside such a code is no more evidence than the code; only a point or a postcode helps.
        var unnamed = place
        unnamed.wardName = nil
        var result = withoutCode(unnamed, point, postcode)
        let what =
            "\(Self.words(code, place.wardName)) is not one of the wards these rules are drawn in; it may be a code of another year."
        result.notes.insert(
            result.wards == nil ? what + " Ask for the postcode or the address." : what, at: 0)
        if result.wards == nil { result.words = Self.words(code, place.wardName) }
        return result
    }

    private func words(_ code: String) -> String {
        Self.words(code, map?.ward(code: code)?.name)
    }

    private static func words(_ code: String, _ name: String?) -> String {
        name.map { "\(code) \($0)" } ?? code
    }

    // MARK: Codes

    /// A ward by its code, held against what else is said of the place.
    private func check(_ ward: Ward, _ place: PlaceAnswer, _ point: Coordinate?, _ postcode: Postcode?)
        -> ResolvedPlace
    {
        var result = ResolvedPlace(wards: [ward.code], words: Self.words(ward.code, ward.name))
        if let name = place.wardName, WardName.key(name) != WardName.key(ward.name) {
            result.notes.append(
                "\(ward.code) is \(ward.name), and the name beside it is “\(name)”: check which is meant.")
        }
        guard let map, let index = map.index(ofCode: ward.code) else { return result }
        let centre = postcode.flatMap { postcodes?[$0] }
        result.point = point ?? centre
        result.hasCode = true
        for (where_, what) in [(point, "point"), (centre, "postcode")] {
            guard let where_ else { continue }
            let metres = map.distance(metresFrom: where_, toWard: index)
            guard metres > nearMetres else { continue }
            result.wards = nil
            result.notes.append(
                "The \(what) given is \(Self.metres(metres)) from \(result.words): ask for the address.")
        }
        return result
    }

    // MARK: Points and postcodes

    private func withoutCode(_ place: PlaceAnswer, _ point: Coordinate?, _ postcode: Postcode?)
        -> ResolvedPlace
    {
        if let point {
            return locate(
                point, "the point \(Self.degrees(point.latitude)), \(Self.degrees(point.longitude))")
        }
        if let postcode { return locate(postcode) }
        if let name = place.wardName {
            let codes = map?.wards.filter { WardName.key($0.name) == WardName.key(name) }.map(\.code) ?? []
            let which =
                codes.count > 1
                ? "\(codes.count) wards here have that name (\(codes.joined(separator: ", "))). Ask for the postcode."
                : "A ward’s name alone is not enough: names repeat. Ask for the postcode or the ward’s code."
            return ResolvedPlace(wards: nil, notes: ["“\(name)”: \(which)"], words: "“\(name)”")
        }
        if let forces = place.postcode { return Self.noPlace(forces) }
        return ResolvedPlace(wards: nil, words: "a place")
    }

    private func locate(_ postcode: Postcode) -> ResolvedPlace {
        func unplaced(_ why: String) -> ResolvedPlace {
            ResolvedPlace(wards: nil, notes: [why], words: postcode.text)
        }
        if postcode.isUnplaceable { return Self.noPlace(postcode.text) }
        guard let postcodes else {
            return unplaced(
                "\(postcode.text) was not looked up: no file of postcodes was given. Ask for the ward’s code."
            )
        }
        guard let centre = postcodes[postcode] else {
            return unplaced(
                "\(postcode.text) is not in the file of postcodes. Check it, or ask for the address.")
        }
        return locate(centre, postcode.text)
    }

    /// No fixed abode, the forces and the islands have postcodes that stand for no place.
    private static func noPlace(_ text: String) -> ResolvedPlace {
        ResolvedPlace(
            wards: nil,
            notes: [
                "\(text) is no place on the map. Ask where the person stays, or about any other tie."
            ], words: text)
    }

    private func locate(_ point: Coordinate, _ what: String) -> ResolvedPlace {
        guard let map else {
            return ResolvedPlace(
                wards: nil,
                notes: ["\(Explainer.capitalised(what)) was not looked up: there is no boundary file."],
                words: what)
        }
        var result = ResolvedPlace(wards: nil, point: point, words: what)
        switch map.locate(point) {
        case .inside(let wards):
            result.wards = wards.map { map.wards[$0].code }
            result.words = "\(what), in " + wards.map { words(map.wards[$0].code) }.joined(separator: " and ")
        case .boundary(let wards):
            result.wards = wards.map { map.wards[$0].code }
            let names = wards.map { words(map.wards[$0].code) }.joined(separator: " and ")
            result.words = "\(what), on the border of \(names)"
            result.notes.append(
                "\(Explainer.capitalised(what)) is on the border of \(names), and counts as in each.")
        case .outside:
            result.wards = []
            result.words = "\(what), outside every ward of the boundary file"
        }
        return result
    }

    private func point(_ place: PlaceAnswer) throws(Fault) -> Coordinate? {
        guard let latitude = place.latitude, let longitude = place.longitude else { return nil }
        if latitude == 0, longitude == 0 {
            throw Fault(
                form: .latitude,
                message: "Latitude 0, longitude 0 is what programs write for a point not known.",
                expected: "the degrees of the place, or unknown.")
        }
        do throws(GeographicPoint.Fault) {
            return try GeographicPoint(longitude: longitude, latitude: latitude).coordinate
        } catch {
            let message = "\(error)"
            throw Fault(
                form: .latitude, message: message.prefix(1).uppercased() + message.dropFirst() + ".",
                expected: "degrees, with the latitude from 49 to 61 and the longitude from -9 to 2.")
        }
    }

    private func postcode(_ place: PlaceAnswer) throws(Fault) -> Postcode? {
        guard let text = place.postcode, !Postcode.isForcesAddress(text) else { return nil }
        if let postcode = Postcode(text) { return postcode }
        throw Fault(
            form: .postcode, message: "“\(text)” is not a postcode.", expected: "a postcode such as B37 7RN.")
    }

    static func metres(_ metres: Double) -> String {
        metres < 10_000 ? "\(Int(metres.rounded())) m" : "\(Int((metres / 1000).rounded())) km"
    }

    private static func degrees(_ value: Double) -> String { "\(value)" }
}
