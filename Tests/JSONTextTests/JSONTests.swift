import Foundation
import JSONText
import TestSupport
import Testing

/// Reading and writing JSON.
struct JSONTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test func `what is JSON is read`() throws {
        #expect(
            try read(" {\"a\" : [1, -0.5e+3, true, false, null, \"\\u00e9\\ud83d\\ude00\\n\\/\"] } ").bytes
                == Array("{\"a\":[1,-0.5e+3,true,false,null,\"é😀\\n/\"]}".utf8))
        #expect(try read("0") == .whole(0))
        #expect(try read("[]") == .array([]))
    }

    @Test(arguments: ["0", "-0", "8.72", "13900.00", "0.1", "9007199254740993", "1E400", "1e-3", "-12.5e+10"])
    func `a number keeps the text it is written in`(_ text: String) throws {
        #expect(try read(text).bytes == Array(text.utf8))
        #expect(JSONNumber(text)?.description == text)
    }

    @Test(arguments: ["", "01", "1.", ".5", "+1", "1e", "--1", "1,5", "£1", "NaN", "1 ", "0x1", "-"])
    func `what is no number is none`(_ text: String) {
        #expect(JSONNumber(text) == nil)
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "1e", "--1", "nul", "tru",
        "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u+123\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\n\"",
        "1 2", "[1 2]", "{\"a\" 1}", "NaN", "[", "{\"a\":1,\"a\":2}", "\u{FEFF}1", "//1",
        "{\"a\":1,\"\\u0061\":2}",
    ])
    func `what is no JSON is refused`(_ text: String) {
        #expect(throws: JSONReader.Fault.self) { try read(text) }
    }

    @Test(arguments: [
        ("{\n  \"é\": 1,\n  \"b\" 2}", 3, 7, "a colon"), ("[1,\n2", 2, 2, "a comma or ]"),
        ("{\"é\": tru}", 1, 7, "a value"), ("1\n\n x", 3, 2, "nothing after the value"),
        ("[\"one\", \"two]", 1, 9, "the end of the text that begins here"),
        ("{\"a\": 1, \"a\": 2}", 1, 10, "each name once, but “a”"),
        ("[[[]]]", 1, 3, "no more than 2 levels"),
        ("\"0123456789012345678901234567890\"", 1, 33, "no more than 32 bytes"),
    ])
    func `a fault says where it is and what was expected`(
        _ text: String, _ line: Int, _ column: Int, _ expected: String
    ) {
        let limits = JSONReader.Limits(bytes: 32, depth: 2)
        #expect(throws: JSONReader.Fault(expected: expected, line: line, column: column)) {
            try JSONReader.read(Array(text.utf8), limits: limits)
        }
    }

    @Test func `bytes that are no UTF-8 and nesting without end are refused`() {
        #expect(throws: JSONReader.Fault.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONReader.Fault.self) { try JSONReader.read([0xFF]) }
        #expect(throws: JSONReader.Fault.self) { try read(String(repeating: "[", count: 100_000)) }
        #expect(throws: Never.self) {
            try read(String(repeating: "[", count: 32) + String(repeating: "]", count: 32))
        }
    }

    @Test func `the canonical text of a value is read back, and order makes no difference`() throws {
        let value = JSONValue.object([
            "é": .array([.whole(-12), .bool(true), .null, .text("a\"\\\n\t\u{1}\u{7F}😀")]), "a": .object([:]),
            "b": .array([]),
        ])
        let text = """
            {
              "a": {},
              "b": [],
              "é": [
                -12,
                true,
                null,
                "a\\"\\\\\\n\\t\\u0001\\u007f😀"
              ]
            }

            """
        #expect(String(decoding: value.canonicalBytes, as: UTF8.self) == text)
        #expect(try JSONReader.read(value.canonicalBytes) == value)
        #expect(try JSONReader.read(value.bytes) == value)
    }

    @Test func `members come and go, the newest last`() {
        var object: JSONObject = ["a": .whole(1), "b": .whole(2), "a": .whole(3)]
        object["c"] = .null
        object["a"] = nil
        object["a"] = .whole(4)
        #expect(object.names == ["b", "c", "a"])
        #expect(JSONValue.object(object)["a"] == .whole(4))
        #expect(object == ["a": .whole(4), "b": .whole(2), "c": .null])
    }

    // MARK: Any text

    private func value(_ depth: Int, _ random: inout SeededRandom) -> JSONValue {
        switch random.number(0...(depth > 3 ? 3 : 5)) {
        case 0: return .null
        case 1: return .bool(random.once(in: 2))
        case 2: return JSONNumber(random.pick(["0", "-1", "12.50", "1e9"])).map { .number($0) } ?? .null
        case 3:
            let letters = Array("a\"\\\n\u{1}é😀/")
            return .text(String((0..<random.number(0...5)).map { _ in random.pick(letters) }))
        case 4: return .array((0..<random.number(0...3)).map { _ in value(depth + 1, &random) })
        default:
            return .object(
                JSONObject((0..<random.number(0...3)).map { ("n\($0)", value(depth + 1, &random)) }))
        }
    }

    /// Foundation’s reader is the judge of what is JSON. It lets the last of two members with one name count, and
    /// overlooks a comma before a closing brace.
    @Test func `of any value, whole or damaged, as much is read as Foundation reads`() throws {
        var random = SeededRandom(seed: .printed())
        var taken = 0
        for round in 0..<3_000 {
            let whole = value(0, &random)
            var bytes = random.once(in: 2) ? whole.bytes : whole.canonicalBytes
            #expect(try JSONReader.read(bytes) == whole)
            for _ in 0..<random.number(1...3) {
                let place = random.number(0...bytes.count)
                switch random.number(0...2) {
                case 0: bytes = Array(bytes.prefix(place))
                case 1: bytes.insert(random.pick(Array("{}[]\",:\\u0e-+.ntf 19".utf8)), at: place)
                default: if place < bytes.count { bytes.remove(at: place) }
                }
            }
            let judged =
                (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            do throws(JSONReader.Fault) {
                _ = try JSONReader.read(bytes)
                taken += 1
                #expect(judged, "round \(round): \(String(decoding: bytes, as: UTF8.self))")
            } catch {
                let isOurs = ["each name once", "a name in"].contains { error.expected.hasPrefix($0) }
                #expect(
                    !judged || isOurs, "round \(round): \(String(decoding: bytes, as: UTF8.self)): \(error)")
            }
        }
        #expect(taken > 300)
    }
}
