import Facts
import Testing

struct PlaceTextTests {
    @Test func `wards by code, with or without a name`() throws {
        for text in [
            "E05001287 Chelmsley Wood", "e05001287, Chelmsley Wood", "E05001287 \"Chelmsley Wood\"",
            "E05001287 - Chelmsley Wood", " E05001287 “Chelmsley Wood” ",
        ] {
            let place = try PlaceText.read(text)
            #expect(place == PlaceAnswer(wardCode: "E05001287", wardName: "Chelmsley Wood"), "\(text)")
        }
        #expect(try PlaceText.read("w05000001") == PlaceAnswer(wardCode: "W05000001"))
        #expect(try PlaceText.read("Chelmsley Wood") == PlaceAnswer(wardName: "Chelmsley Wood"))
        #expect(try PlaceText.read("\"Smith’s Wood\"") == PlaceAnswer(wardName: "Smith’s Wood"))
    }

    @Test(arguments: ["E0500128", "E050012877", "X05001287", "05001287", "E05OO1287 Chelmsley Wood", "E0500128７"])
    func `a code that is none is refused`(_ text: String) {
        #expect(throws: AnswerReader.Refusal.self) { try PlaceText.read(text) }
    }

    @Test func `postcodes and points`() throws {
        #expect(try PlaceText.read("postcode \"B37 7RN\"") == PlaceAnswer(postcode: "B37 7RN"))
        #expect(try PlaceText.read("Postcode b377rn") == PlaceAnswer(postcode: "b377rn"))
        let point = PlaceAnswer(latitude: 52.48, longitude: -1.73)
        #expect(try PlaceText.read("latitude 52.48, longitude -1.73") == point)
        #expect(try PlaceText.read("Longitude  -1.73 , Latitude +52.48") == point)
    }

    @Test(arguments: [
        "latitude 52.48", "latitude 52.48 longitude -1.73", "latitude 52.48, latitude 1", "latitude x, longitude 1",
        "latitude 52,48, longitude -1", "latitude 5e1, longitude 1", "latitude nan, longitude 1", "latitude 1, north 2",
        "latitude 0x10, longitude 1", "latitude 1-2, longitude 1",
    ])
    func `half a point is refused`(_ text: String) {
        #expect(throws: AnswerReader.Refusal.self) { try PlaceText.read(text) }
    }
}
