extension DiagnosticPage {
    /// L2: what lists hold. A row with one of these is rejected, and the others go on.
    static let rows = [
        DiagnosticPage(
            "L201", "two columns for one fact",
            """
            Two headings stand for the same thing, such as “date of birth” and “DOB”. Where the two differ nobody knows
            which is right, so the list is not read.
            """,
            todo: "Rename or remove one of them. A column that the rules do not know passes through unread.",
            wrong: [.list("start date,date of birth,DOB\n2018-09-03,1984-05-13,1984-05-31")],
            right: [.list("start date,date of birth,DOB as told\n2018-09-03,1984-05-13,1984-05-31")]),
        DiagnosticPage(
            "L202", "a list with no column that the rules ask for",
            """
            None of the headings is the name of a fact, or one of the headings the rules give it. Nothing would be known
            about anybody. The list may lack its row of headings.
            """,
            todo: """
                Begin the list with the names of the facts. Or add your headings to the rules, under `columns` of each
                fact.
                """,
            wrong: [.list("Moss,13 May 1984,Chelmsley Wood\nReed,2 June 1990,Shard End")],
            right: [.list("surname,start date,date of birth\nMoss,2018-09-03,1984-05-13")]),
        DiagnosticPage(
            "L203", "a column that mixes day/month/year and month/day/year",
            """
            Some dates of the column can only be read with the day first, others only with the month first. Those that
            could be either are read as the message says, and some of them may be read wrongly.
            """,
            todo:
                "Find out where the odd ones come from. Write dates as year-month-day, which reads in one way only.",
            wrong: [.list("start date,age\n25/09/2018,34\n09/26/2018,21")],
            right: [.list("start date,age\n25/09/2018,34\n26/09/2018,21")],
            related: ["L214"]),
        DiagnosticPage(
            "L204", "a column of dates that seems to have the month first",
            """
            Dates are read as day/month/year. In this column some can only be month/day/year, and none only
            day/month/year. The whole column is probably American, and 3/4/2018 would be read wrongly.
            """,
            todo: "If the month does come first, give `--dates month-first`. It holds for the whole list.",
            wrong: [.list("start date,age\n09/25/2018,34\n09/26/2018,21")],
            right: [.list("start date,age\n25/09/2018,34\n26/09/2018,21")],
            related: ["L214"]),
        DiagnosticPage(
            "L211", "a value that cannot be read",
            """
            What stands in the cell is not of the kind the column holds: no amount, no day, none of the answers, no ward
            code. A guess would decide about a person.
            """,
            todo: """
                Correct the cell as the message expects. Write `unknown` if it is not known, and `none` if there is no
                such connection. Other words for an answer can be added to the rules, with `means`.
                """,
            wrong: [.list("start date,age,yearly pay\n2018-09-03,34,about 12k")],
            right: [.list("start date,age,yearly pay\n2018-09-03,34,\"from £11,000 to £13,000\"")]),
        DiagnosticPage(
            "L212", "a value that the rules or the rest of the row rule out",
            """
            The value can be read and cannot be true: born after the start date, or an age that the date of birth does
            not give. A decision would rest on one of two things that contradict each other.
            """,
            todo: "Find out which of the values is wrong, and correct it.",
            wrong: [.list("start date,date of birth\n2018-09-03,2018-10-13")],
            right: [.list("start date,date of birth\n2018-09-03,1984-10-13")]),
        DiagnosticPage(
            "L213", "a row without the date it is judged on",
            """
            Age, pay limits and lots depend on the day, so without it nobody can be decided. Today’s date is never used
            in its place.
            """,
            todo: "Fill in the date, or give `--on DATE` for all rows that have none.",
            wrong: [.list("start date,age\n,34")],
            right: [.list("start date,age\n2018-09-03,34")]),
        DiagnosticPage(
            "L214", "a date that does not fit the order of its column",
            """
            All dates of a list are read in one order of day and month. This one cannot be read so, or could be read in
            two ways where the column is in doubt.
            """,
            todo: "Write it as year-month-day, or say what the list has with `--dates`.",
            wrong: [.list("start date,age\n25/09/2018,34\n09/26/2018,21")],
            right: [.list("start date,age\n25/09/2018,34\n2018-09-26,21")],
            related: ["L203", "L204"]),
        DiagnosticPage(
            "L215", "a year of two digits",
            """
            “13/5/21” could be a birthday of 1921 or a start in 2021. Programs fill up such years in different ways.
            """,
            todo:
                "Write the year in full. In a spreadsheet, give the column a date format with four digits of the year.",
            wrong: [.list("start date,age\n03/09/18,34")],
            right: [.list("start date,age\n03/09/2018,34")]),
        DiagnosticPage(
            "L216", "a number where a spreadsheet had a date",
            """
            Spreadsheets keep a date as a number of days, and sometimes save that number. The message says which day it
            probably is, but it is not taken for certain.
            """,
            todo: "Format the column as dates in the spreadsheet, and save the list again.",
            wrong: [.list("start date,age\n43346,34")],
            right: [.list("start date,age\n2018-09-03,34")]),
        DiagnosticPage(
            "L217", "a time of day beside a date",
            """
            Only a day counts here. A time beside it may mean that the column holds something else, such as when the row
            was entered. Midnight is passed over, because databases write it after every day.
            """,
            todo: "Check that it is the right column, and leave the time out.",
            wrong: [.list("start date,age\n2018-09-03 14:30,34")],
            right: [.list("start date,age\n2018-09-03 00:00,34")]),
        DiagnosticPage(
            "L221", "more cells than headings",
            """
            The row has something in cells that no heading names. Most often a comma in a text has split a cell in two,
            and everything after it is one column too far to the right.
            """,
            todo: "Put quotes around a text with the separator in it, or give the further columns headings.",
            wrong: [.list("start date,pay in words,age\n2018-09-03,£13,900,34")],
            right: [.list("start date,pay in words,age\n2018-09-03,\"£13,900\",34")]),
        DiagnosticPage(
            "L222", "fewer cells than the columns in use",
            """
            The row ends before the last column that the rules use. It may be the first half of a row that a line break
            has cut in two, and then its cells are not what they seem.
            """,
            todo: "Put quotes around a cell with a line break in it. Give short rows their empty cells.",
            wrong: [.list("remarks,start date,age\ncalled,2018-09-03")],
            right: [.list("remarks,start date,age\ncalled,2018-09-03,34")]),
        DiagnosticPage(
            "L218", "an error of a formula",
            """
            The cell shows what a spreadsheet shows when a formula has gone wrong. It is no answer, and nobody can tell
            what it was meant to be.
            """,
            todo: "Correct the formula in the spreadsheet and save the list again, or write the value.",
            wrong: [.list("start date,age\n2018-09-03,#REF!")],
            right: [.list("start date,age\n2018-09-03,34")]),
        DiagnosticPage(
            "L223", "a row of totals",
            "The row sums up those above it, and is no person. Deciding it would add somebody to every count.",
            todo:
                "Nothing, if it is one. A person whose first cell reads “total” needs another first column.",
            wrong: [.list("reference,start date,age\nA1,2018-09-03,34\nTotal,,")],
            right: [.list("reference,start date,age\nA1,2018-09-03,34")]),
    ]
}
