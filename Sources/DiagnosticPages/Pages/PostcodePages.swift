import Diagnostics

extension DiagnosticPage {
    /// Lists of postcodes, and the compact file made from them.
    static let postcodes = [
        DiagnosticPage(
            "P101", "a list of postcodes without the columns it needs",
            """
            The list has no column of postcodes, or none that say where they are. No postcode of it could be placed.
            """,
            todo: """
                Use the list as it was published, or give the columns the names postcode, latitude and longitude.
                """,
            noExample: "Lists of postcodes belong to others and are too large to show."),
        DiagnosticPage(
            "P102", "rows of a list of postcodes that were left out",
            "Some rows hold no postcode, or no place that can be. They are left out and the others are used.",
            todo: "Look at the rows named. A list as published has none of these.",
            noExample: "Lists of postcodes belong to others and are too large to show."),
        DiagnosticPage(
            "P103", "a postcode with two places",
            "Two lists give one postcode, and put it in different places. The first place is used.",
            todo: "Give the list that you trust most first, or only that one.",
            noExample: "Lists of postcodes belong to others and are too large to show."),
        DiagnosticPage(
            "P104", "no postcode that can be used",
            "Nothing in the lists is a postcode with a place, or there are more than there can be in the country.",
            todo: "See that the right file was given.",
            noExample: "Lists of postcodes belong to others and are too large to show."),
        DiagnosticPage(
            "P105", "an archive without a list of postcodes",
            "The archive or folder cannot be read, or nothing in it is a list of postcodes.",
            todo: "Download it again, or give the CSV file inside it.",
            noExample: "An archive is not text."),
        DiagnosticPage(
            "P106", "postcodes on the Irish grid",
            """
            Postcodes of Northern Ireland are given by references of the Irish grid alone. They have no place in the
            result, and people who give them are asked for an address.
            """,
            todo: "Use a list with latitude and longitude if the programme is in Northern Ireland.",
            noExample: "Lists of postcodes belong to others and are too large to show."),
        DiagnosticPage(
            "P111", "a file of postcodes that is damaged",
            "The compact file was cut short or changed since it was built. Nothing is looked up in it.",
            todo: "Build it again with `wardwise postcodes build`.",
            noExample: "The file is not text."),
        DiagnosticPage(
            "P112", "a file of postcodes from a later version",
            "The compact file was built by a later version of Wardwise, and this one cannot read it for certain.",
            todo: "Use that version, or build the file again with this one.",
            noExample: "The file is not text."),
    ]

    /// Excel workbooks given as lists.
    static let workbooks = [
        DiagnosticPage(
            "L161", "a workbook that is damaged",
            "The workbook cannot be read to its end. No row of it was decided.",
            todo: "Open it in the spreadsheet program and save it again, or save the sheet as CSV.",
            noExample: "A workbook is not text."),
        DiagnosticPage(
            "L162", "a spreadsheet of another kind, or with a password",
            "The file belongs to a spreadsheet program, and is of a kind that is not read, or is locked.",
            todo: "Save it as an Excel workbook (.xlsx) without a password, or as CSV.",
            noExample: "A workbook is not text."),
        DiagnosticPage(
            "L163", "a sheet that is not there",
            "The workbook has no sheet of that name, or the sheet is a chart and not a list.",
            todo: "Give `--sheet` one of the names that the message lists.",
            noExample: "A workbook is not text."),
        DiagnosticPage(
            "L164", "several sheets, of which one was taken",
            "The workbook has more than one sheet with rows, and the first was taken. People on the others were not decided.",
            todo: "Say which sheet is meant with `--sheet`, once for each.",
            noExample: "A workbook is not text."),
        DiagnosticPage(
            "L165", "rows above the names of the columns",
            "A title or an empty row stands above the names of the columns, and was passed over.",
            todo: "Nothing, if the columns were found. Otherwise delete the rows above their names.",
            noExample: "A workbook is not text."),
        DiagnosticPage(
            "L166", "more rows than a sheet has room for",
            "A sheet of a workbook holds at most 1,048,576 rows, and there are more decisions than that.",
            todo: "Write the decisions as CSV, or give the list in parts.",
            noExample: "The list would be too long to show."),
    ]
}
