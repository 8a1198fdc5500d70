import Diagnostics

extension DiagnosticPage {
    /// Decisions that were kept.
    static let records = [
        DiagnosticPage(
            "D101", "a file that is not a decision record",
            "The file is not one that Wardwise kept a decision in, or it was cut short.",
            todo: "Give a file that `wardwise ask --save` wrote.",
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
    ]
}
