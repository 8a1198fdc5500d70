import Diagnostics
import Testing

@testable import DelimitedText

@Suite struct `Separator and header` {
    static func table(_ text: String, _ options: DelimitedOptions = DelimitedOptions()) throws
        -> DelimitedTable
    {
        try DelimitedTable(bytes: Array(text.utf8), named: "list.csv", options: options)
    }

    @Test(arguments: [
        ("a,b,c\n1,2,3\n", Delimiter.comma, 3), ("a;b;c\n1;2,5;3\n", .semicolon, 3),
        ("a\tb\n1,2\t3;4\n", .tab, 2),
        // One separator in a name does not outweigh rows that agree with the other.
        ("Name;Postcode, if any;Date\nAnn;NE1 1AA;2026\n", .semicolon, 3),
        ("Name,Lots; in order,Date\nAnn,1;2,2026\n", .comma, 3),
        // Quoted separators are text.
        ("\"a;b\",\"c;d\"\n1,2\n", .comma, 2),
        ("name\nSmith, John\n", .comma, 1), ("name\n", .comma, 1), ("a;b", .semicolon, 2),
        ("Name;Address, town\nAnn;1 High St, Leeds\n", .semicolon, 2),
        ("\n\r\n ; ;\na;b\n1;2\n", .semicolon, 2),
        ("sep=;\na,b;c\n1;2\n", .semicolon, 2), ("SEP=\t\r\na,b\n", .tab, 1),
    ])
    func `the separator is found`(_ text: String, _ delimiter: Delimiter, _ columns: Int) throws {
        let table = try Self.table(text)
        #expect(table.delimiter == delimiter)
        #expect(table.header.count == columns)
        #expect(table.warnings == [])
    }

    @Test func `what is declared comes before what is found`() throws {
        let options = DelimitedOptions(delimiter: .tab)
        #expect(try Self.table("sep=;\na;b\n", options).header.map(\.name) == ["a;b"])
    }

    @Test func `the separator line is counted as a line and is no header`() throws {
        let table = try Self.table("sep=;\r\na;b\r\n1;2\r\n")
        #expect(table.headerLine == 2)
        #expect(table.records.map(\.line) == [3])
        #expect(table.records.map(\.number) == [1])
        #expect(try Self.table("sep=;x\n1\n").header.map(\.name) == ["sep=", "x"])
    }

    @Test func `a list that reads equally well two ways is warned about`() throws {
        let table = try Self.table("a,b;c\n1,2;3\n")
        #expect(table.delimiter == .comma)
        #expect(table.warnings.map(\.code) == [.ambiguousSeparator])
        #expect(table.warnings.first?.message.contains("semicolon") == true)
    }

    @Test(arguments: [
        ("", Problem.Code.noHeader), ("\n\n", .noHeader), (",,\n \n", .noHeader),
        ("sep=|\na|b\n", .unknownSeparator),
        ("\"a\nb\n", .unclosedQuote), ("\"a\"b,c\n", .textAfterQuote),
    ])
    func `a list without a header that can be read is a problem`(_ text: String, _ code: Problem.Code) throws
    {
        #expect(throws: Problems.self) { try Self.table(text) }
        do throws(Problems) {
            var reader = try DelimitedReader(
                TinyBlocks(bytes: Array(text.utf8), blockSize: 3), named: "list.csv")
            _ = try reader.nextChunk()
        } catch {
            #expect(error.all.map(\.code) == [code])
        }
    }

    @Test(arguments: [
        ("Date of Birth", "dateofbirth"), ("date_of-birth:", "dateofbirth"), (" Résumé\u{a0}", "résumé"),
        ("Person’s “name”", "personsname"), ("Person's \"name\"", "personsname"), ("Rent (£)", "rent£"),
        ("Home\r\npostcode", "homepostcode"), ("\u{FEFF}Name", "name"), ("%", ""), ("Straße–2", "straße2"),
    ])
    func `names are compared by what matters in them`(_ name: String, _ key: String) {
        #expect(HeaderCell.key(for: name) == key)
    }

    @Test func `an accent is the same accent however it is typed`() {
        #expect(HeaderCell.key(for: "Cafe\u{301}") == HeaderCell.key(for: "CAFÉ"))
        #expect(HeaderCell.key(for: "cafe") != HeaderCell.key(for: "café"))
    }

    @Test func `names are trimmed, and repeated ones are reported with both columns`() throws {
        let table = try Self.table("\" Start date \",x,start_date,,\n")
        #expect(table.header.map(\.name) == ["Start date", "x", "start_date", "", ""])
        #expect(table.warnings.map(\.code) == [.repeatedHeader])
        #expect(
            table.warnings.map(\.message)
                == ["Columns 1 and 3 have the same name, “Start date” and “start_date”."])
    }
}
