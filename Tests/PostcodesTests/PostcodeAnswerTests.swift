import Geometry
import Testing

@testable import Postcodes

/// What is said of a postcode, and whether it is placed.
struct PostcodeAnswerTests {
    private static func places(_ entry: (inout PostcodeEntry) -> Void = { _ in }) throws -> PostcodePlaces {
        var known = PostcodeEntry(
            try #require(Postcode("B37 7RN")), place: Coordinate(longitude: -1.7, latitude: 52.5),
            quality: .building)
        entry(&known)
        return PostcodePlaces([known])
    }

    private func answer(_ text: String, _ entry: (inout PostcodeEntry) -> Void = { _ in }) throws
        -> PostcodeAnswer
    {
        try #require(PostcodeAnswer(text, in: try Self.places(entry)))
    }

    @Test func `a postcode in use that is well placed needs no words`() throws {
        let found = try answer("b37 7rn")
        #expect(found.point == Coordinate(longitude: -1.7, latitude: 52.5) && found.accuracyMetres == 0)
        #expect(found.notes.isEmpty)
    }

    @Test(
        arguments: [
            ("ZZ99 3VZ", "no fixed abode"), ("ZZ99 3WZ", "not known. Ask for it"), ("ZZ99 6CZ", "a country"),
            ("BF1 2AB", "British Forces"), ("BFPO 52", "British Forces"), ("JE2 3AB", "in Jersey"),
            ("GY1 1AA", "in Guernsey"), ("IM1 1AA", "on the Isle of Man"),
            ("B37 7RA", "is not in the file of postcodes. Check it"),
            ("CV1 1AA", "none that begins with CV1"),
        ])
    func `what cannot be placed says why, each in its own words`(text: String, words: String) throws {
        let found = try answer(text)
        #expect(found.point == nil)
        #expect(found.notes.count == 1 && found.notes[0].contains(words), "\(found.notes)")
        #expect(found.notes[0].hasPrefix(text), "\(found.notes)")
    }

    @Test func `a postcode out of use keeps its place, and says since when`() throws {
        let found = try answer("B37 7RN") { $0.terminated = CalendarMonth(year: 2004, month: 3) }
        #expect(found.point != nil)
        #expect(
            found.notes == [
                "B37 7RN went out of use in March 2004; its last place was taken. Ask for the postcode of today."
            ])
    }

    @Test func `the middle of a sector is no place, and neither is none`() throws {
        let sector = try answer("B37 7RN") { $0.quality = .sectorMean }
        #expect(sector.point == nil && sector.notes.count == 1)
        #expect(sector.notes[0].contains("only the middle of the area around it"))
        let none = try answer("B37 7RN") {
            $0.place = nil
            $0.terminated = CalendarMonth(year: 1999, month: 12)
        }
        #expect(none.point == nil && none.notes.count == 2)
        #expect(none.notes[1] == "B37 7RN went out of use in December 1999.")
    }

    @Test func `places that are less sure say so and carry by how much`() throws {
        let imputed = try answer("B37 7RN") { $0.quality = .imputed }
        #expect(imputed.accuracyMetres == 100 && imputed.notes[0].contains("guessed"))
        let near = try answer("B37 7RN") { $0.quality = .approximate }
        #expect(near.accuracyMetres == 50 && near.notes[0].contains("50 m"))
        let large = try answer("B37 7RN") { $0.isLargeUser = true }
        #expect(large.point != nil && large.notes[0].contains("one organisation or PO box"))
    }

    @Test func `a spelling that was corrected is told of, and none is guessed`() throws {
        let found = try answer("B37 7RN".replacing("1", with: "I"))
        #expect(found.notes.isEmpty)
        let corrected = try #require(PostcodeAnswer("B3I 7RN", in: nil))
        #expect(corrected.notes[0] == "“B3I 7RN” was read as B31 7RN, the only postcode it can be meant for.")
        #expect(corrected.notes[1].contains("no file of postcodes was given"))
        #expect(PostcodeAnswer("B37", in: nil) == nil && PostcodeAnswer("", in: nil) == nil)
    }

    @Test func `a damaged file is not taken for one that lacks the postcode`() throws {
        let postcode = try #require(Postcode("B37 7RN"))
        let bytes = try Sample.file([
            PostcodeEntry(postcode, place: Coordinate(longitude: -1.7, latitude: 52.5))
        ])
        var damaged = bytes
        damaged[damaged.count - 1] ^= 1
        let found = try #require(PostcodeAnswer("B37 7RN", in: try PostcodePlaces(damaged, named: "x")))
        #expect(found.point == nil && found.notes[0].contains("damaged"))
    }
}
