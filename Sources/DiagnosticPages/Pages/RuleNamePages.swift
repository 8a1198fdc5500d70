extension DiagnosticPage {
    /// R2: names, and what they stand for.
    static let ruleNames = [
        DiagnosticPage(
            "R201", "a name that is not declared",
            """
            The rules speak of something that no statement declares. It may be misspelt in one of two places, or its
            statement may be in a file that is not used.
            """,
            todo: """
                Write the name as it is declared, or declare it. The message suggests a name only when one is close.
                `wardwise check --fix` takes that suggestion.
                """,
            wrong: ["define low paid: yearly play is below £13,900"],
            right: ["define low paid: yearly pay is below £13,900"]),
        DiagnosticPage(
            "R202", "a name or title declared twice",
            """
            Two statements declare one name, and nobody can tell which of the two counts. Both places are shown.
            Capitals, spaces and `the` make no difference between names.
            """,
            todo: "Remove one of the two, or give it a name of its own.",
            wrong: [
                """
                fact weekly hours: hours per week
                fact weekly hours: number
                """
            ],
            right: [
                """
                fact weekly hours: hours per week
                fact hours wanted: number
                """
            ]),
        DiagnosticPage(
            "R203", "a definition by way of itself",
            """
            To work out this value it would have to be known already: the definitions lead back to where they began.
            """,
            todo: """
                Follow the names from one `define` to the next, and end the circle in something that is known of a
                person or in an amount.
                """,
            wrong: [
                """
                define first share: second share plus 1
                define second share: first share plus 1
                """
            ],
            right: [
                """
                define first share: second share plus 1
                define second share: children at home plus 1
                """
            ]),
        DiagnosticPage(
            "R204", "types or units that do not go together",
            """
            A date cannot be compared with an amount, nor pay an hour with pay a year. A silent conversion would rest on
            hours that nobody stated. A number without its unit can be read in several ways.
            """,
            todo: """
                Give both sides one unit, or write the conversion as a `define`. To a bare number add its sign or unit:
                £9 an hour, 12 months, 10%.
                """,
            wrong: ["define low paid: yearly pay is below £250 a week"],
            right: ["define low paid: yearly pay is below £13,000 a year"]),
        DiagnosticPage(
            "R205", "an answer that the question does not have",
            """
            The rules compare a fact with words that are not among its answers. Nobody could ever give that answer, so
            the comparison would never be true.
            """,
            todo: """
                Use one of the answers the message lists, or add the answer to the `fact`. Other words that lists use
                for an answer go under the fact, with `means`.
                """,
            wrong: [#"define jobless: work status is "unemployed""#],
            right: [#"define jobless: work status is "out of work""#]),
        DiagnosticPage(
            "R206", "a statement or clause that is missing",
            """
            Something that these rules cannot do without is not there: `programme`, `eligible when`, a `lot`, the
            values of a rate, the amounts of a payment, or the second reading and the `default` of an interpretation.
            """,
            todo: "Add what the message names. If it stands in another file, name that file with `use`.",
            wrong: [#"interpretation furlough: "paid work" or "out of work""#],
            right: [
                """
                interpretation furlough: "paid work" or "out of work"
                    default "paid work"
                """
            ]),
        DiagnosticPage(
            "R212", "a connection where every lot must have one answer",
            """
            Whether somebody has a connection differs from lot to lot. A cohort, a piece of advice, a milestone and
            what a fact must be are the same for all lots, so they cannot ask it.
            """,
            todo: "Ask about the connection in a `condition`. Elsewhere ask about facts.",
            wrong: [#"cohort "In Work": has a connection to the lot by work"#],
            right: [#"cohort "In Work": work status is not "out of work""#]),
        DiagnosticPage(
            "R213", "an example that expects nothing",
            """
            An example shows that the rules do what they should. Without `expect` it passes whatever they do, and gives
            a false sense of safety.
            """,
            todo: "Say what should come out: `expect eligible`, the cohort, the lots, or what to ask next.",
            wrong: [
                """
                example "Too young"
                    start date: 15 September 2018
                    age: 15
                """
            ],
            right: [
                """
                example "Too young"
                    start date: 15 September 2018
                    age: 15
                    expect not eligible
                """
            ]),
        DiagnosticPage(
            "R214", "too many of something",
            """
            There can be 48 cohorts and 48 connections, 8 special answers to a fact, 40 readings of an interpretation,
            and 40 different texts that a fact is compared with. The limits keep decisions exact and quick.
            """,
            todo: "Join some of them into one, or ask the question in another way.",
            noExample: "A wrong file would be too long to show."),
        DiagnosticPage(
            "R218", "an interpretation or a reading that the rules do not have",
            """
            `--interpret` chooses how the sources are read, for one run. The name or the reading given is not among
            those of the rules, so the run would not do what was asked.
            """,
            todo: """
                Use a name and a reading as the `interpretation` statements write them. The message lists them. Put
                quotes around the whole of NAME=READING.
                """,
            wrong: [.command(#"wardwise assess list.csv --interpret "furlough=on leave""#)],
            right: [.command(#"wardwise assess list.csv --interpret "furlough=out of work""#)]),
        DiagnosticPage(
            "R224", "a condition, connection or other name out of its place",
            """
            `eligible when` holds conditions and nothing else, because each condition says what people are told who do
            not meet it. Conditions are named nowhere else. A connection is asked about with `has a connection to the
            lot by`.
            """,
            todo: """
                Make a `condition` of what `eligible when` needs. To use its test elsewhere as well, name the test with
                `define`.
                """,
            wrong: ["eligible when old enough and local and age is below 67"],
            right: [
                """
                condition working age: age is below 67
                    otherwise say "You need to be under 67."
                eligible when old enough and local and working age
                """
            ]),
        DiagnosticPage(
            "R231", "something declared and never used",
            """
            Nothing in the rules uses this. Either it is left over, or a rule that should speak of it does not.
            """,
            todo: "Use it, delete it, or say with a `note` what it is kept for.",
            wrong: ["fact shoe size: number"],
            right: ["fact shoe size: number\n    note \"Kept for the yearly count.\""]),
        DiagnosticPage(
            "R232", "an amount or a stretch of days that is probably mistyped",
            """
            The amount is far from those beside it, has a point where a comma belongs, or the days go on for more than
            a century. It may be right, and it is used as it is written.
            """,
            todo:
                "Look at it again. If it is right, a `note` beside it keeps the next reader from wondering.",
            wrong: ["define low paid: yearly pay is below £13.900\n    note \"For examples.\""],
            right: ["define low paid: yearly pay is below £13,900\n    note \"For examples.\""]),
    ]
}
