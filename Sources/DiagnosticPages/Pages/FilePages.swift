extension DiagnosticPage {
    /// F1: files and options, for every command.
    static let files = [
        DiagnosticPage(
            "F101", "a file that is missing or cannot be read",
            """
            There is no file or folder of this name where the command looks, it is a folder and not a file, or you may
            not read it. Nothing was done.
            """,
            todo: """
                Check the spelling, and the folder in which you are. Put quotes around a path with spaces in it.
                """,
            wrong: [.command("wardwise assess lists.csv")],
            right: [.command("wardwise assess list.csv")]),
        DiagnosticPage(
            "F102", "a file or folder that is not what the command needs",
            """
            A folder of rules has one main file, with a `programme` statement, and here there is none, or there are
            several. Or the command needs a map and the rules name no boundary file.
            """,
            todo: "Name the main file itself. To a command that needs a map, give one with `--boundaries`.",
            wrong: [
                Sample("shared/rates.rules", "rate fee: money\n    from 1 June 2018 onwards: £12"),
                .command("wardwise check shared"),
            ],
            right: [
                Sample("shared/rates.rules", "rate fee: money\n    from 1 June 2018 onwards: £12"),
                .command("wardwise check programme.rules"),
            ]),
        DiagnosticPage(
            "F103", "a file that cannot be written",
            """
            The result has nowhere to go: the folder does not exist, you may not write there, or the disk is full. What
            stood there before is untouched.
            """,
            todo: "Make the folder, choose another place, or make room.",
            wrong: [.command("wardwise assess list.csv --output results/decisions.csv")],
            right: [.command("wardwise assess list.csv --output decisions.csv")]),
        DiagnosticPage(
            "F104", "a result that would be written over a file of the same run",
            """
            The list would be lost under its own decisions, or one result under another.
            """,
            todo: "Give each result a file of its own.",
            wrong: [.command("wardwise assess list.csv --output list.csv")],
            right: [.command("wardwise assess list.csv --output decisions.csv")]),
        DiagnosticPage(
            "F105", "an option with a value that means nothing",
            """
            What stands after the option is not of the kind it takes: a day that does not exist, a ward that the file
            does not have, a reading without `=`. The command did not guess.
            """,
            todo:
                "Read what the message expects. `wardwise COMMAND --help` shows every option with an example.",
            wrong: [.command("wardwise assess list.csv --on 31/6/2018")],
            right: [.command("wardwise assess list.csv --on 2018-06-30")]),
    ]
}
