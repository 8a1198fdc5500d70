import RuleTestSupport
import Testing

@testable import IntakeWeb

/// Reading and writing JSON.
struct JSONTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test func `what is JSON is read`() throws {
        #expect(
            try read(" {\"a\" : [1, -0.5e+3, true, false, null, \"\\u00e9\\ud83d\\ude00\\n\\/\"] } ").bytes
                == Array("{\"a\":[1,-0.5e+3,true,false,null,\"é😀\\n/\"]}".utf8))
        #expect(try read("0") == .number("0"))
        #expect(try read("[]") == .array([]))
    }

    @Test(arguments: [
        "", " ", "{", "[1,]", "{\"a\":1,}", "{a:1}", "'a'", "01", "1.", ".5", "+1", "1e", "--1", "nul", "tru",
        "\"",
        "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\n\"", "1 2", "[1 2]", "{\"a\" 1}",
        "NaN", "[",
        "{\"a\":1,\"a\":2}", "\u{FEFF}1", "//1", "{\"a\":1,\"\\u0061\":2}",
    ])
    func `what is no JSON is refused`(_ text: String) {
        #expect(throws: JSONReader.Fault.self) { try read(text) }
    }

    @Test func `bytes that are no UTF-8 and nesting without end are refused`() {
        #expect(throws: JSONReader.Fault.self) { try JSONReader.read([0x22, 0xFF, 0x22]) }
        #expect(throws: JSONReader.Fault.self) { try read(String(repeating: "[", count: 100_000)) }
        #expect(throws: Never.self) {
            try read(String(repeating: "[", count: 31) + String(repeating: "]", count: 31))
        }
    }

    @Test func `any value is read as it was written, and no part of it traps`() throws {
        var random = SeededRandom(seed: .printed())
        func value(_ depth: Int) -> JSONValue {
            switch random.number(0...(depth > 3 ? 3 : 5)) {
            case 0: return .null
            case 1: return .bool(random.once(in: 2))
            case 2: return .number(random.pick(["0", "-1", "12.5", "1e9"]))
            case 3:
                return .text(
                    String((0..<random.number(0...5)).map { _ in random.pick(Array("a\"\\\n\u{1}é😀/")) }))
            case 4: return .array((0..<random.number(0...3)).map { _ in value(depth + 1) })
            default: return .object((0..<random.number(0...3)).map { ("n\($0)", value(depth + 1)) })
            }
        }
        for _ in 0..<300 {
            let bytes = value(0).bytes
            #expect(try JSONReader.read(bytes).bytes == bytes)
            _ = try? JSONReader.read(Array(bytes.prefix(random.number(0...bytes.count))))
        }
    }
}
