extension DiagnosticPage {
    /// R2: wards, and the files that rules are made of.
    static let ruleFiles = [
        DiagnosticPage(
            "R207", "a file that is missing, repeated or outside the rules",
            """
            The rules name a file that cannot be taken in: it is not there, it is named twice, or its path leads out of
            the folder of rules. Without it part of the rules would be lost in silence.
            """,
            todo: """
                Write the path from the folder of all rules, with / between its parts and with the ending, such as
                `shared/rates.rules`. Name each file once.
                """,
            wrong: [
                #"use "shared/rates""#,
                Sample(
                    "shared/rates.rules", "rate allowance: money per week\n    from 1 June 2018 onwards: £12"),
            ],
            right: [
                #"use "shared/rates.rules""#,
                Sample(
                    "shared/rates.rules", "rate allowance: money per week\n    from 1 June 2018 onwards: £12"),
            ]),
        DiagnosticPage(
            "R210", "a ward or authority that the boundary file does not have",
            """
            The code has the right shape, but the boundary file has no such ward. It may be a slip, or a code of another
            year: wards are redrawn and given new codes. People there would be in no lot.
            """,
            todo: """
                Take the code from the boundary file; `wardwise wards list` shows them. A code of another year goes under
                `boundaries`, with `lies within`.
                """,
            wrong: [
                """
                lot "Chelmsley Wood"
                    ward E05001278 "Chelmsley Wood"
                """
            ],
            right: [
                """
                lot "Chelmsley Wood"
                    ward E05001287 "Chelmsley Wood"
                """
            ]),
        DiagnosticPage(
            "R211", "a name that is not that of the code beside it",
            """
            The name beside a code is there to catch slips: one of the two is wrong. Only the code counts, so a whole
            ward could be taken for another.
            """,
            todo: """
                Find out which of the two was meant, and correct the other. Capitals, spaces, hyphens and apostrophes
                make no difference.
                """,
            wrong: [
                """
                lot "Chelmsley Wood"
                    ward E05001203 "Chelmsley Wood"
                """
            ],
            right: [
                """
                lot "Chelmsley Wood"
                    ward E05001287 "Chelmsley Wood"
                """
            ]),
        DiagnosticPage(
            "R215", "a lot without a ward of its own",
            """
            Nobody could reach this lot: it has no ward. Neighbouring wards and wards added for some days are counted
            from a lot’s own wards.
            """,
            todo: "Add `ward` and a code for each of its wards, or `wards listed in`, or `borough`.",
            wrong: [
                """
                lot "Chelmsley Wood"
                    with ward E05001203 "Shard End" from 1 June 2020 onwards
                """
            ],
            right: [
                """
                lot "Chelmsley Wood"
                    ward E05001287 "Chelmsley Wood"
                    with ward E05001203 "Shard End" from 1 June 2020 onwards
                """
            ]),
        DiagnosticPage(
            "R216", "`lies within` for a code that is itself in the boundary file",
            """
            `lies within` is for codes of another year, which the boundary file does not have. This code is one of the
            file’s own wards, so it would stand for two places.
            """,
            todo:
                "Put the code of the other year first, and the code in the boundary file after `lies within`.",
            wrong: [
                """
                boundaries "wards.kml"
                    E05001203 "Shard End" lies within E05001287 "Chelmsley Wood"
                """
            ],
            right: [
                """
                boundaries "wards.kml"
                    E05011165 "Shard End" lies within E05001203 "Shard End"
                """
            ]),
        DiagnosticPage(
            "R217", "a second `programme`, in a file that another one uses",
            """
            One file says what the programme is called and when it runs: the main file. Here a file that it uses says so
            again.
            """,
            todo: "Keep `programme` in the main file, and remove it from the others.",
            wrong: [
                #"use "rates.rules""#,
                Sample(
                    "rates.rules", "programme \"Rates\"\nrate fee: money\n    from 1 June 2018 onwards: £12"),
            ],
            right: [
                #"use "rates.rules""#,
                Sample("rates.rules", "rate fee: money\n    from 1 June 2018 onwards: £12"),
            ]),
        DiagnosticPage(
            "R219", "a column that a file of cases does not have",
            """
            A `.cases.csv` has a column `example`, columns named like facts, and columns that begin with `expect`. What
            stands in any other column would not be tested, though it looks as if it were.
            """,
            todo: """
                Correct the heading: `expect outcome`, `expect cohort`, `expect lots`, `expect ask next`, `expect place`,
                `expect because`, `expect error`, or the name of a fact.
                """,
            wrong: [
                Sample(
                    "programme.cases.csv",
                    "example,start date,age,expected outcome\nToo young,2018-09-15,15,not eligible")
            ],
            right: [
                Sample(
                    "programme.cases.csv",
                    "example,start date,age,expect outcome\nToo young,2018-09-15,15,not eligible")
            ]),
        DiagnosticPage(
            "R220", "a schedule of wards that cannot be read",
            """
            A file that a lot names with `wards listed in` has a line without a ward code, a code twice, or no column of
            codes at all. A ward lost there is a ward lost from the lot.
            """,
            todo: "Give the file a heading and one ward code in each line, each code once.",
            wrong: [
                """
                lot "Chelmsley Wood"
                    wards listed in "schedule.csv"
                """,
                Sample("schedule.csv", "ward code,ward name\nE05001287,Chelmsley Wood\nE0500120,Shard End"),
            ],
            right: [
                """
                lot "Chelmsley Wood"
                    wards listed in "schedule.csv"
                """,
                Sample("schedule.csv", "ward code,ward name\nE05001287,Chelmsley Wood\nE05001203,Shard End"),
            ]),
        DiagnosticPage(
            "R221", "an outline that the boundary file does not have",
            """
            The rules name an area by its outline, and no shape of the boundary file has that name. Nobody could be
            found in it.
            """,
            todo: """
                Write the name as the file has it; capitals and spaces make no difference. A file of outlines is named
                under `boundaries`, with `outlines in`.
                """,
            wrong: [
                """
                lot "Craig Croft"
                    outline "Craig Crofts"
                """
            ],
            right: [
                """
                lot "Craig Croft"
                    outline "Craig Croft"
                """
            ]),
        DiagnosticPage(
            "R222", "a test that no row of a schedule passes, or a cell it cannot read",
            """
            After `where` the rules choose among the wards of a schedule. Either a cell that is needed for it is empty or
            holds something else, or no ward at all is chosen. Wards would be lost from the lot.
            """,
            todo: "Correct the cell in the schedule, or the amount in the rules.",
            wrong: [
                """
                lot "Chelmsley Wood"
                    wards listed in "schedule.csv" where claimant rate is at least 20%
                """,
                Sample("schedule.csv", "ward code,claimant rate\nE05001287,high\nE05001203,12%"),
            ],
            right: [
                """
                lot "Chelmsley Wood"
                    wards listed in "schedule.csv" where claimant rate is at least 20%
                """,
                Sample("schedule.csv", "ward code,claimant rate\nE05001287,24%\nE05001203,12%"),
            ]),
    ]
}
