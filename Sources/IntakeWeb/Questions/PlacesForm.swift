import Facts
import Intake
import Postcodes
import Wards

/// How places are asked for: one at a time, by postcode, ward or point, and then whether there are more.
struct PlacesForm: Sendable {
    let words: Words
    let search: WardSearch
    /// Places given so far, each as an answer takes it.
    var begun: [String]

    /// What a form says when it comes back.
    enum Reading: Sendable, Hashable {
        /// The whole answer.
        case answer(String)
        /// One more place, and the page again.
        case add(String)
        /// The page again without one of the places.
        case remove(Int)
        /// Wards of the name that was typed, to choose from.
        case choose([WardSearch.Choice], [Mistake])
        case mistakes([Mistake])
    }

    func read(_ fields: FormFields) -> Reading {
        let action = fields["do"]
        if action.hasPrefix("remove-"), let index = Int(action.dropFirst(7)) { return .remove(index) }
        switch fields["choice"] {
        case "unknown" where begun.isEmpty: return .answer(InterviewAnswer.notKnown)
        case "refused" where begun.isEmpty: return .answer(InterviewAnswer.refused)
        case "none" where begun.isEmpty: return .answer(InterviewAnswer.none)
        default: break
        }
        let mayEnd = !begun.isEmpty && action != "add"
        switch place(fields) {
        case .none where mayEnd: return whole(begun, fields)
        case .none: return .mistakes([Mistake(field: "choice-postcode", message: words(.mistakeNoPlaces))])
        case .some(.answer(let place)):
            return action == "add" ? .add(place) : whole(begun + [place], fields)
        case .some(let other): return other
        }
    }

    private func whole(_ places: [String], _ fields: FormFields) -> Reading {
        .answer(places.joined(separator: "|") + (fields["more"] == "unknown" ? "|unknown" : ""))
    }

    /// The one place of the form; nil when nothing is filled in.
    private func place(_ fields: FormFields) -> Reading? {
        let filled = [
            ("postcode", !fields["postcode"].isEmpty), ("ward", !fields["ward"].isEmpty),
            ("point", !fields["latitude"].isEmpty || !fields["longitude"].isEmpty),
        ].filter(\.1).map(\.0)
        var kind = fields["choice"]
        if !["postcode", "ward", "point"].contains(kind) {
            // Who fills in one of them need not also say that it is meant.
            guard let only = filled.first else { return nil }
            guard filled.count == 1 else {
                return .mistakes([Mistake(field: "choice-postcode", message: words(.mistakeSeveralKinds))])
            }
            kind = only
        } else if filled.isEmpty, !begun.isEmpty, fields["do"] != "add" {
            return nil
        }
        switch kind {
        case "postcode": return postcode(fields["postcode"])
        case "ward": return ward(fields)
        default: return point(fields["latitude"], fields["longitude"])
        }
    }

    private func postcode(_ text: String) -> Reading {
        if text.isEmpty { return .mistakes([Mistake(field: "postcode", message: words(.mistakeNoPostcode))]) }
        guard let postcode = Postcode(text) else {
            // `ZZ99 3VZ` and its like are no postcodes of places, and mean something all the same.
            if PostcodeAnswer(text, in: nil) != nil, !text.contains("|") {
                return .answer("postcode \(text)")
            }
            return .mistakes([Mistake(field: "postcode", message: words(.mistakePostcode, text))])
        }
        return .answer("postcode \(postcode.text)")
    }

    private func ward(_ fields: FormFields) -> Reading {
        let typed = fields["ward"]
        if let chosen = search.ward(code: fields["which"]), fields["asked"] == typed {
            return .answer(chosen.answer)
        }
        if typed.isEmpty { return .mistakes([Mistake(field: "ward", message: words(.mistakeNoWard))]) }
        if let ward = search.ward(code: typed) { return .answer(ward.answer) }
        let found = search.wards(named: typed)
        guard !found.isEmpty else {
            return .mistakes([Mistake(field: "ward", message: words(.mistakeNoSuchWard, typed))])
        }
        return .choose(found, [Mistake(field: "which-0", message: words(.mistakeWhichWard))])
    }

    private func point(_ latitude: String, _ longitude: String) -> Reading {
        guard (try? PlaceText.degrees(latitude)) != nil, (try? PlaceText.degrees(longitude)) != nil else {
            let field = (try? PlaceText.degrees(latitude)) == nil ? "latitude" : "longitude"
            return .mistakes([Mistake(field: field, message: words(.mistakePoint))])
        }
        return .answer("latitude \(latitude), longitude \(longitude)")
    }

    // MARK: Answers as places

    /// The places of an answer, and whether there may be more.
    static func places(of answer: String?) -> (begun: [String], moreUnknown: Bool) {
        guard let answer,
            ![InterviewAnswer.notKnown, InterviewAnswer.refused, InterviewAnswer.none].contains(answer)
        else { return ([], false) }
        var places = answer.split(separator: "|").map(String.init)
        let last = places.last.map { TextKey.of($0) }
        let moreUnknown = last == "unknown" || last == "not known"
        if moreUnknown { places.removeLast() }
        return (places, moreUnknown)
    }

    /// A place as people read it: without the word that says what it is.
    static func shown(_ place: String) -> String {
        place.hasPrefix("postcode ") ? String(place.dropFirst("postcode ".count)) : place
    }
}
