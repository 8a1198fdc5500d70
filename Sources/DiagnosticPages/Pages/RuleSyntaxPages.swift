extension DiagnosticPage {
    /// R1: how rules are written.
    static let ruleSyntax = [
        DiagnosticPage(
            "R101", "a character that means nothing",
            """
            Rules are made of words, numbers, dates, amounts, text in quotes and the signs , : ; ( ). Any other sign,
            such as < or =, means nothing here, and nobody can tell what it was to mean.
            """,
            todo: """
                Say it in words: `is below`, `is at least`, `plus`. Write `to` between two ends, as in 18 to 24. Inside
                quotes any sign may stand.
                """,
            wrong: ["define low paid: yearly pay < £13,900"],
            right: ["define low paid: yearly pay is below £13,900"]),
        DiagnosticPage(
            "R102", "text without its closing quote",
            """
            Text for people stands between two quotes. Without the second one nobody can tell where the text ends and
            the rules go on.
            """,
            todo: """
                Put the quote where the text ends. A text stays on one line, however long. `wardwise check --fix` puts
                in a quote that can stand in one place only.
                """,
            wrong: [
                """
                condition local: has a connection to the lot
                    otherwise say "You need to live or work here.
                """
            ],
            right: [
                """
                condition local: has a connection to the lot
                    otherwise say "You need to live or work here."
                """
            ]),
        DiagnosticPage(
            "R103", "digits that are not a number",
            """
            A point stands before pence, and a comma only between groups of three digits. “£8,72” could be eight pounds
            or eight hundred, and a guess would decide about people.
            """,
            todo: """
                Write £8.72 and £13,900. At most six places may follow a point, and no full stop ends a line of rules.
                """,
            wrong: ["define low paid: hourly pay is below £8,72"],
            right: ["define low paid: hourly pay is below £8.72"]),
        DiagnosticPage(
            "R104", "a date that does not exist, or can be read in two ways",
            """
            Some readers take 1/6/2018 for the first of June, others for the sixth of January. A day such as 31 June is
            in no calendar. Either way people near that day could be decided wrongly.
            """,
            todo: "Write the month as a word, 1 June 2018, or the year first, 2018-06-01.",
            wrong: ["period summer opening: from 1/6/2018 to 30/6/2018"],
            right: ["period summer opening: from 1 June 2018 to 30 June 2018"]),
        DiagnosticPage(
            "R105", "a line that begins no statement and no clause",
            """
            A line begins with the word of a statement, such as `fact`, `condition` or `lot`, or with that of a clause
            of the statement above, such as `ask` or `ward`. This line begins with something else, so it would count for
            nothing.
            """,
            todo: """
                Look for a slip in the first word. A remark for readers begins with #. A line that goes on with the one
                above begins with `and`, `or`, `from`, `to`, `by`, `for` or `is`.
                """,
            wrong: [
                """
                Who may join
                conditon old enough: age is at least 16
                """
            ],
            right: [
                """
                # Who may join
                condition old enough: age is at least 16
                """
            ]),
        DiagnosticPage(
            "R106", "something other than what belongs here",
            """
            One thing belongs in this place and another was found. Often a colon, a comma or a quote is missing just
            before it, or the line ends too soon. The rest of the file is checked all the same.
            """,
            todo: """
                Read what the message expects, and look just before the marked place. `wardwise check --fix` corrects
                the language’s own words when they are misspelt.
                """,
            wrong: ["condition old enough age is at least 16"],
            right: ["condition old enough: age is at least 16"]),
        DiagnosticPage(
            "R107", "a name that holds the language’s own words",
            """
            Some words join parts of a sentence or begin one, such as `and`, `or`, `not`, `is`, `from` and `for`. With
            one of them in a name, a line of rules could be read in two ways.
            """,
            todo: """
                Join the words with hyphens, as in `ill-or-injured`, or use other words. Rules/LANGUAGE.md lists the words
                that names cannot hold, and those they cannot begin with.
                """,
            wrong: ["fact ill or injured: yes or no"],
            right: ["fact ill-or-injured: yes or no"]),
        DiagnosticPage(
            "R108", "`and` beside `or`",
            """
            “A and B or C” means (A and B) or C to some readers, and A and (B or C) to others. People would be let in or
            kept out by how somebody reads a line.
            """,
            todo: """
                Put parentheses around what belongs together, write `either … or …`, or make a list under `all of` or
                `any of`.
                """,
            wrong: ["define in need: low paid and age is below 25 or children at home is above 2"],
            right: ["define in need: low paid and (age is below 25 or children at home is above 2)"]),
        DiagnosticPage(
            "R109", "a comparison that can be read in two ways",
            """
            “Between 40 and 60” does not say whether somebody of exactly 60 is meant, and “until 1 June” not whether 1
            June is. “Is 2 years” is hardly ever true to the day.
            """,
            todo: """
                Say whether the ends belong: `is at least … and at most …`, `is before`, `is on or before`,
                `from … to …`, which holds both days.
                """,
            wrong: ["define middle aged: age is between 40 and 60"],
            right: ["define middle aged: age is at least 40 and at most 60"]),
        DiagnosticPage(
            "R110", "too large, too deep, too many",
            """
            A file may have 4 MB and 20,000 statements, a question 40 answers, an expression 192 parts inside one
            another, and a programme 500 files. No rules that people read come near that. The limits keep a broken file
            from taking the whole computer.
            """,
            todo: """
                Look for something that was pasted by mistake, or twice. Part a large file with `use`. Name the inner
                parts of a long expression with `define`.
                """,
            noExample: "A wrong file would be too long to show."),
        DiagnosticPage(
            "R112", "days that end before they begin",
            """
            The last day comes before the first, so no day at all lies between them. Whatever is said for these days
            would never count.
            """,
            todo: "Write the earlier day first. Often one of the two years is a slip.",
            wrong: ["period summer extension: from 1 July 2020 to 30 September 2019"],
            right: ["period summer extension: from 1 July 2020 to 30 September 2020"]),
        DiagnosticPage(
            "R113", "a ward code with a digit too few or too many",
            """
            A code is E, W, S or N and eight digits. With a digit lost or doubled it is the code of no ward, and the
            people who live there would be left out.
            """,
            todo: """
                Copy the code from the boundary file: `wardwise wards list --boundaries FILE` shows all of them with
                their names.
                """,
            wrong: [
                """
                lot "Chelmsley Wood"
                    ward E0500128 "Chelmsley Wood"
                """
            ],
            right: [
                """
                lot "Chelmsley Wood"
                    ward E05001287 "Chelmsley Wood"
                """
            ]),
        DiagnosticPage(
            "R199", "more problems than are shown",
            """
            Only the first thousand problems of a file are kept. So many come from a file of another kind more often
            than from mistakes.
            """,
            todo: "Check that it is a rule file. If it is, mend the problems shown and check again.",
            noExample: "A wrong file would have more than a thousand mistakes."),
    ]
}
