import Diagnostics
import Testing

@testable import RuleSyntax

/// The layout, case by case.
@Suite struct LayoutTests {
    private func format(_ text: String) -> String {
        String(decoding: RuleFormatter.format(SourceText(name: "", text: text)), as: UTF8.self)
    }

    /// The text is in its layout already.
    private func stays(_ text: String) { #expect(format(text) == text) }

    @Test func `A specimen of the whole language is in its layout`() { stays(Specimen.text) }

    @Test func `Statements begin at the margin, clauses four in, what belongs to a clause eight in`() {
        let text = """
              LOT "One"
            source summary
             ward E05001216   "Washwood Heath"
            with neighbouring wards during growth
            source report , "place"
            """
        let expected = """
            lot "One"
                source summary
                ward E05001216 "Washwood Heath"
                with neighbouring wards during growth
                    source report, "place"

            """
        #expect(format(text) == expected)
    }

    @Test func `A blank line parts statements of different kinds, above the comments of the second`() {
        let text = "fact x: date\n# About y.\ndefine y: x\nfact z: date\n\n\n\nfact w: date\nfact v: date"
        let expected = """
            fact x: date

            # About y.
            define y: x

            fact z: date

            fact w: date
            fact v: date

            """
        #expect(format(text) == expected)
    }

    @Test func `An expression that fits stays on its line, and one its author broke stays broken`() {
        stays("define x: one and two and three\n")
        let broken = "define x: one and two\nand three"
        #expect(format(broken) == "define x: one\n          and two\n          and three\n")
    }

    @Test func `An expression that does not fit is broken at its outermost joints`() {
        let text =
            "condition c: work status is \"employed\" and (yearly pay is below £13,900 or hourly pay is below the wage)"
            + " and not old enough"
        let expected = """
            condition c: work status is "employed"
                         and (yearly pay is below £13,900 or hourly pay is below the wage)
                         and not old enough

            """
        #expect(format(text) == expected)
    }

    @Test func `Either is aligned with its or`() {
        let text = "define low paid: either yearly pay is below £13,900\nor hourly pay is below £9"
        let expected =
            "define low paid: either yearly pay is below £13,900\n                 or hourly pay is below £9\n"
        #expect(format(text) == expected)
    }

    @Test func `What is said of a cohort stands on its own line`() {
        #expect(format("cohort \"A\": in work") == "cohort \"A\":\n    in work\n")
        #expect(format("cohort refer:\n   in work") == "cohort refer: in work\n")
    }

    @Test func `A promise that does not fit begins under its title, and its then under its if`() {
        let title = String(repeating: "long ", count: 20)
        let test = (1...12).map { _ in "something" }.joined(separator: " and ")
        let result = format("promise \"\(title)\": if \(test) then eligible")
        #expect(result.hasPrefix("promise \"\(title)\":\n    if something\n       and something\n"))
        #expect(result.hasSuffix("\n       and something\n    then eligible\n"))
    }

    @Test func `A list has an item on each line, with hyphens`() {
        let text = "define x: ALL OF\n• one\n–  two or three\n- four"
        #expect(format(text) == "define x: all of\n    - one\n    - two or three\n    - four\n")
    }

    @Test func `Bands and amounts of a rate line up`() {
        let text = """
            rate r: money, by age
            from 1 April 2019 to 31 March 2020
            9 to 17: £3; 18 and over: £5.30
            from 1 April 2020 to 31 March 2021
            10 to 17: £14.55;   18 and over: £6
            rate s: money
            from 1 October 2019 to 31 March 2020: £9
            from 1 April 2020 to 31 March 2021: £13,900
            """
        let expected = """
            rate r: money, by age
                from 1 April 2019 to 31 March 2020
                     9 to 17:  £3;    18 and over: £5.30
                from 1 April 2020 to 31 March 2021
                    10 to 17: £14.55; 18 and over: £6
            rate s: money
                from 1 October 2019 to 31 March 2020:      £9
                from 1 April 2020 to 31 March 2021:   £13,900

            """
        #expect(format(text) == expected)
    }

    @Test func `Bands without semicolons keep a line each`() {
        let text = "rate r: money, by age\nfrom 1 April 2019 onwards\n0 to 9: £3\n10 and over: £5"
        let expected = """
            rate r: money, by age
                from 1 April 2019 onwards
                         0 to 9: £3
                    10 and over: £5

            """
        #expect(format(text) == expected)
    }

    @Test func `Comments stay where they are`() {
        stays(
            """
            # The file.

            # The fact.
            fact x: date  # when
                # Asked first.
                ask "When?"  # nicely
                # That is all.

            define y: either one  # the usual case
                      # Seldom:
                      or two
            # The end.

            """)
    }

    @Test func `A comment in the middle of a line of words breaks it there`() {
        #expect(format("define x: y is # so\nat least 5") == "define x: y is  # so\n    at least 5\n")
    }

    @Test func `Spaces of every kind, line ends and a byte order mark become plain`() {
        let text = "\u{FEFF}fact\u{A0}x\t:\u{2009}date \r\n\task   \"When?\"\t\u{2028}hint \"a\u{A0}b\""
        #expect(format(text) == "fact x: date\n    ask \"When?\"\n    hint \"a\u{A0}b\"\n")
    }

    @Test func `Keywords are lowered; names, months, articles and quotes are the author's`() {
        let text =
            "DEFINE State Pension: Time FROM The First Day TO 1 JUNE 2018 IS AT LEAST 1 Year AND x IS “Odd”"
        #expect(
            format(text)
                == "define State Pension: time from The First Day to 1 JUNE 2018 is at least 1 year and x is “Odd”\n"
        )
    }

    @Test func `A statement that cannot be read stays as it is, and its neighbours are formatted`() {
        let text = "fact  x:date\n  fact  y :  nonsense   here # so \n   ask  \"Why?\"  \ndefine  z:x"
        let expected = "fact x: date\n  fact  y :  nonsense   here # so \n   ask  \"Why?\"\ndefine z: x\n"
        #expect(format(text) == expected)
    }

    @Test func `Clauses on one line get a line each, unless a word would begin a statement there`() {
        #expect(
            format("fact x: date ask \"When?\" hint \"So.\"")
                == "fact x: date\n    ask \"When?\"\n    hint \"So.\"\n")
        stays("example  \"E\" lot: 5\n")
    }

    @Test func `Long rows of texts go on under their first`() {
        let columns = (1...12).map { "\"Column number \($0)\"" }.joined(separator: ", ")
        let lines = format("fact x: date\ncolumns \(columns)").split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines.allSatisfy { $0.count <= 110 })
        #expect(lines.dropFirst(2).allSatisfy { $0.hasPrefix("            \"Column") })
    }

    @Test func `A say after a name keeps its line, for on one it would be part of the name`() {
        let text = "milestone \"M\": pay is known\n    refer when pay is old pay\n        say \"Ask.\"\n"
        #expect(SyntaxDump(Array(text.utf8)) == SyntaxDump(Array(format(text).utf8)))
        #expect(format(text).contains("old pay\n"))
    }

    @Test func `What is said of a referral goes on a line of its own when there is no room`() {
        let test = "hours per week worked is not hours per week agreed at the start"
        let text = String(repeating: "A person will look at it. ", count: 3)
        stays("milestone \"M\": met\n    refer when \(test), say \"Ask.\"\n")
        stays("milestone \"M\": met\n    refer when \(test),\n        say \"\(text)\"\n")
    }

    @Test func `A statement with a misspelt keyword stays as it is`() {
        stays("coFort  refer: low paid\n\nfact x: date\n")
    }

    @Test func `An empty file stays empty`() {
        stays("")
        #expect(format(" \r\n\n\t") == "")
    }
}
