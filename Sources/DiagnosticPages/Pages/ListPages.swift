extension DiagnosticPage {
    /// L1: how lists are written, and the small files beside them.
    static let lists = [
        DiagnosticPage(
            "L101", "a list that is not UTF-8",
            """
            Older Windows programs save letters such as é and the sign £ in another way. Read wrongly, names and amounts
            would be spoiled.
            """,
            todo: """
                In Excel save as “CSV UTF-8”. If you know that the list is from an older program, give
                `--encoding windows-1252`.
                """,
            noExample: "What is wrong cannot be seen in the letters; the message names the line."),
        DiagnosticPage(
            "L102", "a zero byte in a list",
            """
            No text has such a sign. The file may be a workbook (.xlsx) under another name, be damaged, or be UTF-16
            without its mark.
            """,
            todo:
                "Open it in the spreadsheet and save it as “CSV UTF-8”. For UTF-16 give `--encoding utf-16le`.",
            noExample: "A zero byte cannot be shown."),
        DiagnosticPage(
            "L103", "a list in UTF-16 that is damaged",
            """
            In UTF-16 each letter takes two bytes or four. Here half a letter is missing, most often because the file
            was cut short.
            """,
            todo: "Save or send the list again, best as “CSV UTF-8”.",
            noExample: "Half a letter cannot be shown."),
        DiagnosticPage(
            "L104", "a byte that Windows-1252 does not have",
            """
            The list was declared to be Windows-1252, and has a byte that means nothing there. So it is something else,
            and its names and amounts would be spoiled.
            """,
            todo: "Leave `--encoding` out: the list is probably UTF-8.",
            noExample: "What is wrong cannot be seen in the letters; the message names the line."),
        DiagnosticPage(
            "L105", "an encoding that the list itself contradicts",
            """
            The first bytes of the list say how its letters are kept, and `--encoding` says something else. One of the
            two is wrong.
            """,
            todo: "Leave `--encoding` out. The mark in the list is right nearly always.",
            noExample: "The mark cannot be seen in the letters."),
        DiagnosticPage(
            "L111", "a `sep=` line with a separator that is not read",
            """
            Excel can begin a list with a line that says what stands between the cells. Commas, semicolons and tabs are
            read, and nothing else.
            """,
            todo: "Save the list again with commas, or give `--delimiter`.",
            wrong: [.list("sep=|\nstart date|age|home ward\n2018-09-03|34|E05001287")],
            right: [.list("sep=;\nstart date;age;home ward\n2018-09-03;34;E05001287")]),
        DiagnosticPage(
            "L112", "a list that two separators split equally well",
            """
            Every row has as many commas as semicolons, so it is not certain where cells end. The message says which was
            taken. If it is the wrong one, columns are mixed up.
            """,
            todo:
                "Look whether the columns are right. If not, give `--delimiter comma`, `semicolon` or `tab`.",
            wrong: [.list("age;name,start date\n34;Moss,2018-09-03")],
            right: [.list("age;name;start date\n34;Moss;2018-09-03")]),
        DiagnosticPage(
            "L121", "text after a closing quote",
            """
            A cell in quotes ends at the second quote, and here more text follows. Quotes inside a cell have to be
            written twice. The row is rejected, because part of the cell may be lost.
            """,
            todo: "Write a quote inside quotes twice, as spreadsheets do, or leave all of them out.",
            wrong: [.list("start date,age,remarks\n2018-09-03,34,\"known as \"Bob\" here\"")],
            right: [.list("start date,age,remarks\n2018-09-03,34,\"known as \"\"Bob\"\" here\"")]),
        DiagnosticPage(
            "L122", "a quote that nothing closes",
            """
            A cell begins with a quote and never ends, so the rows below it could be swallowed as if they were its text.
            The row is rejected.
            """,
            todo: "Close the quote, or remove it. Then look at the rows after it.",
            wrong: [.list("start date,age,remarks\n2018-09-03,34,\"called on Monday\n2018-09-04,21,")],
            right: [.list("start date,age,remarks\n2018-09-03,34,\"called on Monday\"\n2018-09-04,21,")]),
        DiagnosticPage(
            "L123", "a row of too many cells",
            """
            No list has more than 4,096 columns. A row with more is damaged, or the separator is not what it seems.
            """,
            todo: "Look at the row in a text editor. Check the separator with `--delimiter`.",
            noExample: "A wrong row would be too long to show."),
        DiagnosticPage(
            "L124", "a row too long to be one",
            """
            A row of more than a million letters is no row of people. The line endings may be lost, or the file is of
            another kind.
            """,
            todo: "Check that the file is a list, with one person in each line.",
            noExample: "A wrong row would be too long to show."),
        DiagnosticPage(
            "L131", "two columns of one name",
            """
            Two columns have the same heading. For columns that decide nothing this does not matter; for others it would
            not be known which counts, and then the list is not read (L201).
            """,
            todo: "Give each column a heading of its own.",
            wrong: [.list("start date,age,notes,Notes\n2018-09-03,34,called,came")],
            right: [.list("start date,age,notes,more notes\n2018-09-03,34,called,came")],
            related: ["L201"]),
        DiagnosticPage(
            "L132", "a list without headings",
            """
            The list is empty, or holds nothing but separators. The first row with anything in it has the names of the
            columns.
            """,
            todo: "Check that it is the right file, and that it was saved with its contents.",
            wrong: [.list(",,,")],
            right: [.list("start date,age,home ward\n2018-09-03,34,E05001287")]),
        DiagnosticPage(
            "L141", "places for a lot or cohort that the rules do not have",
            """
            `--places` says how many places are taken. This row is about a lot or a cohort that no rule names, so its
            places would count for nobody.
            """,
            todo: "Write lot and cohort as in the rules. Capitals and spaces make no difference.",
            wrong: [
                Sample("places.csv", "lot,cohort,places,taken\nChemsley Wood,In Work,40,12"),
                .command("wardwise assess list.csv --places places.csv"),
            ],
            right: [
                Sample("places.csv", "lot,cohort,places,taken\nChelmsley Wood,In Work,40,12"),
                .command("wardwise assess list.csv --places places.csv"),
            ]),
        DiagnosticPage(
            "L142", "places given twice",
            """
            Two rows of the file of places are about one cohort in one lot, and nobody can tell which of the two is up to
            date.
            """,
            todo: "Keep the row that is right.",
            wrong: [
                Sample(
                    "places.csv", "lot,cohort,places,taken\nShard End,In Work,40,12\nShard End,In Work,40,15"),
                .command("wardwise assess list.csv --places places.csv"),
            ],
            right: [
                Sample("places.csv", "lot,cohort,places,taken\nShard End,In Work,40,15"),
                .command("wardwise assess list.csv --places places.csv"),
            ]),
        DiagnosticPage(
            "L151", "points without a column of longitudes and one of latitudes",
            """
            `wardwise locate` needs one column of each, in degrees. One of the two is missing, or there twice. Eastings
            and northings of the National Grid are not read.
            """,
            todo: "Head the columns `longitude` and `latitude`. Turn grid references into degrees first.",
            wrong: [
                Sample("points.csv", "place,easting,northing\nlibrary,418000,286000"),
                .command("wardwise locate points.csv --boundaries wards.kml"),
            ],
            right: [
                Sample("points.csv", "place,longitude,latitude\nlibrary,-1.735,52.472"),
                .command("wardwise locate points.csv --boundaries wards.kml"),
            ]),
        DiagnosticPage(
            "L205", "an earlier list in which nobody can be found again",
            """
            `--earlier` looks for people of this list on an earlier one, by what the rules identify people by. The rules
            do not say what tells people apart, or the earlier list lacks a column for part of it.
            """,
            todo:
                "Write `identify people by` in the rules. Give an earlier list that has the columns it names, such as the decisions of an earlier run.",
            wrong: [
                "identify people by home postcode",
                Sample("before.csv", "start date,age\n2018-08-06,34"),
                .command("wardwise assess list.csv --earlier before.csv"),
            ],
            right: [
                "identify people by home postcode",
                Sample("before.csv", "start date,age,home postcode\n2018-08-06,34,B37 7RN"),
                .command("wardwise assess list.csv --earlier before.csv"),
            ]),
        DiagnosticPage(
            "L206", "a file of what columns hold that cannot be used",
            """
            `--mapping` names a file with the headings of a partner’s lists and what each of them holds. It has to have the
            columns `column` and `holds`, name each heading once, and use names of the rules. A heading that the list
            does not have is a warning.
            """,
            todo:
                "Correct the file. `--save-mapping` writes one to begin with, from a list as it is read now.",
            wrong: [
                Sample("partner.csv", "column,holds\nborn,date of brith"),
                .command("wardwise assess list.csv --mapping partner.csv"),
            ],
            right: [
                Sample("partner.csv", "column,holds\nstart date,start date"),
                .command("wardwise assess list.csv --mapping partner.csv"),
            ]),
        DiagnosticPage(
            "L207", "a run that is not the one that was interrupted",
            """
            `--resume` goes on with a run where it was interrupted, and in the end has written what the run would have
            written in one go. That only holds for the same list, rules, boundaries and options; with anything else one
            file would hold decisions by two sets of rules.
            """,
            todo:
                "Give the command as it was given before. If list or rules were changed on purpose, delete the file that `--resume` names, and the run begins anew.",
            noExample: "It takes a run that was interrupted."),
        DiagnosticPage(
            "L231", "a file of places without its columns",
            """
            A file of places has columns for lot, cohort, places and taken. Without them nothing can be looked up.
            """,
            todo: "Give the columns these names.",
            wrong: [
                Sample("places.csv", "lot,group,places,taken\nChelmsley Wood,In Work,40,12"),
                .command("wardwise assess list.csv --places places.csv"),
            ],
            right: [
                Sample("places.csv", "lot,cohort,places,taken\nChelmsley Wood,In Work,40,12"),
                .command("wardwise assess list.csv --places places.csv"),
            ]),
        DiagnosticPage(
            "L232", "places that are not two whole numbers",
            """
            A row of places says how many there are and how many are taken. Words or signs in their stead would leave it
            open whether anybody still finds a place.
            """,
            todo:
                "Write two whole numbers from 0. Leave the row out when they are not known: that counts as not known.",
            wrong: [
                Sample("places.csv", "lot,cohort,places,taken\nShard End,In Work,40,about 12"),
                .command("wardwise assess list.csv --places places.csv"),
            ],
            right: [
                Sample("places.csv", "lot,cohort,places,taken\nShard End,In Work,40,12"),
                .command("wardwise assess list.csv --places places.csv"),
            ]),
    ]
}
