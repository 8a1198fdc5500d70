extension DiagnosticPage {
    /// R3: what `wardwise check` proves of rules that can be read, over everybody and every day.
    static let proofs = [
        DiagnosticPage(
            "R301", "somebody who can join is in no cohort",
            """
            Cohorts are for reporting and payment, and everybody who can join belongs to exactly one. The message shows
            a person who would be in none, and the days on which that is so.
            """,
            todo: """
                Widen the cohort that this person belongs to, or add one. Look at ends that do not meet: `less than` here
                and `more than` there leave out the very value.
                """,
            wrong: [
                """
                cohort "In Work": work status is "employed"
                cohort "Out of Work": work status is "out of work"
                """
            ],
            right: [
                """
                cohort "In Work": work status is one of "employed", "self-employed"
                cohort "Out of Work": work status is "out of work"
                """
            ]),
        DiagnosticPage(
            "R302", "somebody who can join is in two cohorts",
            """
            Everybody who can join belongs to exactly one cohort. The message shows a person who would be in two; such a
            person would be counted or paid for twice.
            """,
            todo: "Narrow one of the two. Where two ends meet, only one of them may hold the value itself.",
            wrong: [
                """
                cohort "In Work": work status is one of "employed", "self-employed"
                cohort "Out of Work": work status is not "employed"
                """
            ],
            right: [
                """
                cohort "In Work": work status is one of "employed", "self-employed"
                cohort "Out of Work": work status is "out of work"
                """
            ]),
        DiagnosticPage(
            "R303", "a promise that is not kept",
            """
            A `promise` says what must be so for everybody, whatever the rest of the rules says. The message shows a
            person whom the rules decide otherwise.
            """,
            todo: """
                Decide which of the two is right. If the person is decided wrongly, correct the condition. If not, the
                promise says too much.
                """,
            wrong: [#"promise "Nobody under 18 is eligible": if age is below 18 then not eligible"#],
            right: [#"promise "Nobody under 16 is eligible": if age is below 16 then not eligible"#]),
        DiagnosticPage(
            "R304", "a condition or milestone that nobody can fail",
            """
            Everybody meets it, on every day, so it decides nothing. Often an `or` stands where `and` was meant, or the
            amount is a slip.
            """,
            todo: "Correct the test, or remove the condition if it is no longer needed.",
            wrong: [
                """
                condition old enough: age is at least 16 or below 67
                    otherwise say "You need to be 16 to 66."
                """
            ],
            right: [
                """
                condition old enough: age is at least 16 and below 67
                    otherwise say "You need to be 16 to 66."
                """
            ]),
        DiagnosticPage(
            "R305", "a condition or milestone that nobody can meet",
            """
            Its parts rule each other out, so nobody meets it on any day. Whoever needs it to join is turned away.
            """,
            todo: "Look for two parts that cannot both be true, or for `and` where `or` was meant.",
            wrong: [
                """
                condition school leaver: age is below 16 and at least 18
                    otherwise say "This is for people who leave school."
                eligible when local and either old enough or school leaver
                """
            ],
            right: [
                """
                condition school leaver: age is below 16 and at least 15
                    otherwise say "This is for people who leave school."
                eligible when local and either old enough or school leaver
                """
            ]),
        DiagnosticPage(
            "R306", "a condition that changes nothing",
            """
            Without this condition the same people could join. Either `eligible when` does not name it, or another
            condition already asks for as much. Readers would think that it matters.
            """,
            todo: "Name it in `eligible when`, correct its test, or remove it.",
            wrong: [
                """
                condition no child: age is at least 12
                    otherwise say "This is not for children."
                eligible when old enough and local and no child
                """
            ],
            right: [
                """
                condition no child: age is at least 17
                    otherwise say "This is not for children."
                eligible when old enough and local and no child
                condition old enough: age is below 67
                    otherwise say "This is for people under 67."
                """
            ]),
        DiagnosticPage(
            "R307", "a waiver that lets nobody off",
            """
            A waiver is for people who do not meet its condition. Everybody whom this one is for meets the condition
            anyway, so it never helps anybody.
            """,
            todo: "Say whom it is to help: people who fail the condition. Remove it if there are none.",
            wrong: [
                """
                condition old enough: age is at least 16
                    waived when apprentice: age is at least 17 and work status is "employed"
                """
            ],
            right: [
                """
                condition old enough: age is at least 16
                    waived when apprentice: age is at least 15 and work status is "employed"
                """
            ]),
        DiagnosticPage(
            "R308", "a cohort that nobody who can join is in",
            """
            Whoever could be in this cohort cannot join the programme. Its numbers would be nought for ever.
            """,
            todo: "Compare its test with the conditions. Correct whichever is wrong, or remove the cohort.",
            wrong: [
                """
                cohort "Out of Work": work status is "out of work" and age is at least 16
                cohort "Young Out of Work": work status is "out of work" and age is below 16
                """
            ],
            right: [
                """
                cohort "Out of Work": work status is "out of work" and age is at least 25
                cohort "Young Out of Work": work status is "out of work" and age is below 25
                """
            ]),
        DiagnosticPage(
            "R309", "advice that nobody is given",
            """
            No person on any day of the run meets the test of this advice.
            """,
            todo: "Correct the test, or remove the advice.",
            wrong: [#"advise "Ask about your pension.": age is at least 66 and below 60"#],
            right: [#"advise "Ask about your pension.": age is at least 66"#]),
        DiagnosticPage(
            "R310", "rules by which nobody can join",
            """
            The conditions cannot all be met by one person, or no lot is open on any day of the run. Every single person
            would be turned away.
            """,
            todo:
                "Look first at conditions that nobody can meet (R305), then at the days on which lots are open.",
            wrong: [
                """
                condition old enough: age is at least 61 and below 16
                    otherwise say "You need to be 16 or over."
                """
            ],
            right: [
                """
                condition old enough: age is at least 16 and below 61
                    otherwise say "You need to be 16 or over."
                """
            ], related: ["R305", "R306"]),
        DiagnosticPage(
            "R311", "a lot, or a part of one, on no day of the run",
            """
            The lot is open, or has this ward, only on days when the programme does not run. People there would never be
            reached. Often a year is a slip.
            """,
            todo: "Compare the days with those of the programme, and correct whichever is wrong.",
            wrong: [
                """
                lot "Shard End"
                    ward E05001203 "Shard End"
                    open from 1 June 2022 to 31 March 2023
                """
            ],
            right: [
                """
                lot "Shard End"
                    ward E05001203 "Shard End"
                    open from 1 June 2020 to 31 March 2022
                """
            ]),
        DiagnosticPage(
            "R312", "a promise that speaks of nobody",
            """
            Nobody meets what stands after `if`, so the promise is kept whatever the rules say. It protects nobody.
            """,
            todo: "Correct the test after `if`: look for two parts that cannot both be true.",
            wrong: [#"promise "Children": if age is below 10 and above 15 then not eligible"#],
            right: [#"promise "Children": if age is above 10 and below 15 then not eligible"#]),
        DiagnosticPage(
            "R313", "something that could not be proved",
            """
            It may be that this happens to somebody, but nobody was found whom the rules decide so. That can be where
            two amounts are compared with each other, or where dated stretches are counted. It is a warning, no proof.
            """,
            todo: """
                Think through whether such a person can exist. An `example` for the case shows what the rules do with
                them.
                """,
            noExample: "What can be proved differs from version to version."),
    ]
}
