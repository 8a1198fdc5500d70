import Diagnostics

extension DiagnosticPage {
    /// Decisions that were kept.
    static let records = [
        DiagnosticPage(
            "D101", "a file that is not a decision record",
            "The file is not one that Wardwise kept a decision in, or it was cut short.",
            todo: "Give a file that `wardwise decide --save` or `ask --save` wrote.",
            noExample: "A record holds somebody’s data and is too long to show."),
        DiagnosticPage(
            "D102", "a record of a later version",
            "The record was written by a later version of Wardwise, and this one cannot make it again for certain.",
            todo: "Use the version that wrote it, or a later one.",
            noExample: "A record holds somebody’s data and is too long to show."),
        DiagnosticPage(
            "D103", "a record that was changed",
            """
            Something in the record is not as it was written. It may have been edited, or a program may have laid it
            out in another way. What it says cannot be relied on.
            """,
            todo: "Go back to the copy that was kept, and ask who has changed this one.",
            noExample: "A record holds somebody’s data and is too long to show."),
        DiagnosticPage(
            "D201", "a file that is not a journal",
            "The file is not a journal of Wardwise, or it is damaged. Nothing was written to it.",
            todo:
                "Give the path of a journal, or of a file that is not there yet. Go back to a copy if it is damaged.",
            noExample: "A journal is not text."),
        DiagnosticPage(
            "D202", "a journal that cannot be used now",
            """
            The journal cannot be opened or written. The folder may be closed to you, the disk full, or another
            program may keep the journal busy. Nothing was added.
            """,
            todo: "Put right what the message says, and run the command again.",
            noExample: "A journal is not text."),
        DiagnosticPage(
            "D203", "a decision that the journal does not have",
            "An override is about a decision of the journal, by its number, and there is no decision of this number.",
            todo: "Find the number with `wardwise journal list`.",
            noExample: "A journal is not text."),
        DiagnosticPage(
            "D204", "a person of whom the journal has nothing",
            """
            Nothing in the journal was added under this name or number, or it has been erased already. Nothing was
            changed.
            """,
            todo: "Give the name or number exactly as it was given to `wardwise journal add`.",
            noExample: "A journal is not text."),
        DiagnosticPage(
            "D205", "a journal that something else has changed",
            """
            Each entry fits those before it by a number worked out from them. From the entry named on this is no longer
            so, which only a change from outside can do.
            """,
            todo: "Keep the file as it is, find out who could write to it, and go back to a copy.",
            noExample: "A journal is not text."),
    ]
}
