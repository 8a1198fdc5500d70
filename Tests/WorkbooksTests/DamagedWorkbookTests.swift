import Archives
import Diagnostics
import TestSupport
import Testing

@testable import Workbooks

/// Workbooks that are not as they were written: a problem, or another reading, but never a crash.
struct DamagedWorkbookTests {
    private static let book = SampleWorkbook(
        #"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2" s="1"><v>43346.5</v></c><c r="B2" t="inlineStr"><is><t>x &amp; y</t></is></c></row>"#,
        strings: ["<t>name</t>", "<r><t>va</t></r><r><t>lue</t></r>"], styles: [0, 164],
        formats: ["dd/mm/yyyy"])

    @Test func `an archive that is cut or changed is refused or read, and crashes nothing`() {
        var random = SeededRandom(seed: .printed())
        let bytes = Self.book.bytes
        for count in 0..<bytes.count {
            let codes = SampleWorkbook.codes(Array(bytes.prefix(count)))
            #expect(codes == [.damagedWorkbook], "\(count)")
        }
        for _ in 0..<1_500 {
            var changed = bytes
            changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(
                in: 0...255, using: &random)
            _ = SampleWorkbook.codes(changed)
        }
    }

    @Test func `parts that are changed, with their checksums right, crash nothing`() {
        var random = SeededRandom(seed: .printed())
        let pieces = [
            "<", ">", "\"", "&", "/", "<row>", "</c>", "999999999999999999999", "-1", "<![CDATA[", "<!--", "",
            "'",
        ]
        for _ in 0..<1_500 {
            let writer = ZipWriter()
            var bytes: [UInt8] = []
            for (name, content) in Self.book.parts {
                var text = Array(content.utf8)
                if Int.random(in: 0..<3, using: &random) == 0 {
                    let start = Int.random(in: text.indices, using: &random)
                    let end = min(text.count, start + Int.random(in: 0...20, using: &random))
                    text.replaceSubrange(
                        start..<end, with: Array((pieces.randomElement(using: &random) ?? "").utf8))
                }
                bytes += writer.file(name, text)
            }
            _ = SampleWorkbook.codes(bytes + writer.finish())
        }
    }

    @Test func `a bomb is put out before it fills the memory`() {
        var book = Self.book
        book.strings.append("<t>" + String(repeating: " ", count: 6 << 20) + "</t>")
        #expect(SampleWorkbook.codes(book.bytes) == [.damagedWorkbook])
        var deep = Self.book
        deep.sheets[0].data = String(repeating: "<x>", count: 100_000)
        #expect(SampleWorkbook.codes(deep.bytes) == [.damagedWorkbook])
        var long = Self.book
        long.sheets[0].data = "<row r=\"" + String((0..<(2 << 20)).map { "0123456789"[$0 % 10] }) + "\">"
        #expect(SampleWorkbook.codes(long.bytes) == [.damagedWorkbook])
    }
}

extension String {
    fileprivate subscript(index: Int) -> Character { self[self.index(startIndex, offsetBy: index)] }
}
