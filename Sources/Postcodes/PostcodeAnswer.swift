import Geometry

/// What can be said of where a postcode is: a point, or why there is none, in words.
public struct PostcodeAnswer: Hashable, Sendable {
    /// The postcode in its one form; nil for the old form of a forces address, `BFPO 52`.
    public var postcode: Postcode?
    /// What the file knows of it.
    public var entry: PostcodeEntry?
    /// The place to take for its addresses; nil when it can not be placed.
    public var point: Coordinate?
    /// How far the point may be from the middle of the addresses, metres, as far as that is known.
    public var accuracyMetres = 0.0
    /// What to know about it, and what to ask, as sentences.
    public var notes: [String] = []

    /// The answer for a text as somebody wrote it, from a file of postcodes if there is one. Nil when the text has not
    /// the shape of a postcode.
    public init?(_ text: String, in places: PostcodePlaces?) {
        guard let postcode = Postcode(text) else {
            guard Postcode.isForcesAddress(text) else { return nil }
            notes = [Self.note(.forces, text)]
            return
        }
        self.postcode = postcode
        if postcode.isCorrection(of: text) {
            notes.append("“\(text)” was read as \(postcode), the only postcode it can be meant for.")
        }
        guard !postcode.isUnplaceable else {
            notes.append(Self.note(postcode.kind, postcode.text))
            return
        }
        guard let places else {
            notes.append(
                "\(postcode) was not looked up: no file of postcodes was given. Ask for the ward’s code.")
            return
        }
        switch places.find(postcode) {
        case .found(let entry): take(entry, places.about)
        case .missing:
            notes.append("\(postcode) is not in the file of postcodes. Check it, or ask for the address.")
        case .beyond:
            notes.append(
                "\(postcode) is not in the file of postcodes, which has none that begins with \(postcode.outward). Check it, or ask for the address."
            )
        case .damaged:
            notes.append(
                "\(postcode) could not be looked up: the file of postcodes is damaged there. Build it again.")
        }
    }

    /// Places of sectors are no evidence: they may be kilometres from anybody.
    private mutating func take(_ entry: PostcodeEntry, _ about: PostcodePlaces.About) {
        self.entry = entry
        let postcode = entry.postcode
        if let place = entry.place, entry.quality != .sectorMean {
            point = place
            accuracyMetres = entry.quality.metres + Double(about.accuracyMetres)
        } else {
            notes.append(
                entry.place == nil
                    ? "\(postcode) is a postcode without a place in the file, as PO boxes and new ones are. Ask for the address."
                    : "\(postcode) has no place of its own in the file, only the middle of the area around it, as PO boxes have. Ask for the address."
            )
        }
        if let month = entry.terminated {
            notes.append(
                "\(postcode) went out of use in \(month)"
                    + (point == nil ? "." : "; its last place was taken. Ask for the postcode of today."))
        }
        guard point != nil else { return }
        if entry.isLargeUser {
            notes.append(
                "\(postcode) belongs to one organisation or PO box alone: check that this is the address.")
        }
        switch entry.quality {
        case .approximate: notes.append("The place of \(postcode) is good to about 50 m only.")
        case .imputed:
            notes.append(
                "The place of \(postcode) was guessed from the postcodes around it: check the address.")
        default: break
        }
    }

    /// Why a kind of postcode has no place, and what to ask instead.
    private static func note(_ kind: Postcode.Kind, _ text: String) -> String {
        switch kind {
        case .addresses: ""
        case .noFixedAbode:
            "\(text) stands for no fixed abode. Ask where the person stays most nights, or about any other tie."
        case .addressNotKnown: "\(text) stands for an address that is not known. Ask for it."
        case .invented:
            "\(text) stands for no place, but for a country or for people without an address. Ask where the person stays, or about any other tie."
        case .forces:
            "\(text) is an address of British Forces, which is no place on the map. Ask where the person stays, or about any other tie."
        case .jersey: "\(text) is in Jersey, which has no wards. Ask about any other tie."
        case .guernsey: "\(text) is in Guernsey, which has no wards. Ask about any other tie."
        case .isleOfMan: "\(text) is on the Isle of Man, which has no wards. Ask about any other tie."
        }
    }
}
