import Facts
import Geometry
import Postcodes
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
    /// How far the point may be from the address, metres, as far as that is known.
    var accuracyMetres = 0.0
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
            let within = crosswalks[index].within
            var result = ResolvedPlace(
                wards: [within],
                notes: ["\(Self.words(code, place.wardName)) lies within \(words(within))."],
                crosswalk: index, words: Self.words(code, place.wardName))
            result.point = point ?? postcode?.point
            result.hasCode = true
            check(&result, isIn: within, point, postcode)
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
    private func check(_ ward: Ward, _ place: PlaceAnswer, _ point: Coordinate?, _ postcode: PostcodeAnswer?)
        -> ResolvedPlace
    {
        var result = ResolvedPlace(wards: [ward.code], words: Self.words(ward.code, ward.name))
        if let name = place.wardName, WardName.key(name) != WardName.key(ward.name) {
            result.notes.append(
                "\(ward.code) is \(ward.name), and the name beside it is “\(name)”: check which is meant.")
        }
        result.point = point ?? postcode?.point
        result.hasCode = true
        check(&result, isIn: ward.code, point, postcode)
        return result
    }

    /// A point or postcode too far from the ward whose code is beside it makes the place not known: one of the two is
    /// wrong, and nobody can tell which.
    private func check(
        _ result: inout ResolvedPlace, isIn code: String, _ point: Coordinate?, _ postcode: PostcodeAnswer?
    ) {
        guard let map, let index = map.index(ofCode: code) else { return }
        let given = [
            (point, "point", 0), (postcode?.point, "postcode", postcode?.accuracyMetres ?? 0),
        ]
        for (place, what, accuracy) in given {
            guard let place else { continue }
            let metres = map.distance(metresFrom: place, toWard: index)
            if metres > nearMetres + accuracy {
                result.wards = nil
                result.notes.append(
                    "The \(what) given is \(Self.metres(metres)) from \(words(code)): ask for the address.")
            } else if metres > accuracy {
                result.notes.append(
                    "The \(what) given is \(Self.metres(metres)) outside \(words(code)), near enough for the code to be taken: check the address."
                )
            }
        }
    }

    // MARK: Points and postcodes

    private func withoutCode(_ place: PlaceAnswer, _ point: Coordinate?, _ postcode: PostcodeAnswer?)
        -> ResolvedPlace
    {
        if let point {
            return locate(
                point, "the point \(Self.degrees(point.latitude)), \(Self.degrees(point.longitude))")
        }
        if let postcode { return locate(postcode, place.postcode ?? "") }
        if let name = place.wardName {
            let codes = map?.wards.filter { WardName.key($0.name) == WardName.key(name) }.map(\.code) ?? []
            let which =
                codes.count > 1
                ? "\(codes.count) wards here have that name (\(codes.joined(separator: ", "))). Ask for the postcode."
                : "A ward’s name alone is not enough: names repeat. Ask for the postcode or the ward’s code."
            return ResolvedPlace(wards: nil, notes: ["“\(name)”: \(which)"], words: "“\(name)”")
        }
        return ResolvedPlace(wards: nil, words: "a place")
    }

    private func locate(_ answer: PostcodeAnswer, _ text: String) -> ResolvedPlace {
        let words = answer.postcode?.text ?? text
        guard let point = answer.point else {
            return ResolvedPlace(wards: nil, notes: answer.notes, words: words)
        }
        var result = locate(point, words)
        result.notes = answer.notes + result.notes
        result.accuracyMetres = answer.accuracyMetres
        // A code of these boundaries stands for the same outline in any list.
        if let listed = answer.entry?.ward, map?.ward(code: listed) != nil, let wards = result.wards,
            !wards.contains(listed)
        {
            result.notes.append(
                "The file of postcodes lists \(words) in \(self.words(listed)): check the address.")
        }
        return result
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

    private func postcode(_ place: PlaceAnswer) throws(Fault) -> PostcodeAnswer? {
        guard let text = place.postcode else { return nil }
        if let answer = PostcodeAnswer(text, in: postcodes) { return answer }
        throw Fault(
            form: .postcode, message: "“\(text)” is not a postcode.", expected: "a postcode such as B37 7RN.")
    }

    static func metres(_ metres: Double) -> String {
        metres < 10_000 ? "\(Int(metres.rounded())) m" : "\(Int((metres / 1000).rounded())) km"
    }

    private static func degrees(_ value: Double) -> String { "\(value)" }
}
