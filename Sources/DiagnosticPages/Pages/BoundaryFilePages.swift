extension DiagnosticPage {
    /// B1 and B2: files that are no maps of wards, or are missing.
    static let boundaryFiles = [
        DiagnosticPage(
            "B101", "a boundary file that is empty, cut short or not XML",
            """
            KML is a kind of XML, in which everything that is opened is closed again. A file that breaks off has lost
            wards, so none of it is used.
            """,
            todo: """
                Download or export the file again, and do not edit it by hand. Compare its size with that at its source.
                """,
            wrong: [
                .map("<kml><Document>\n<Placemark><name>E05001287 Chelmsley Wood</name>\n<Polygon><outerBou")
            ],
            right: [.map(.document(.chelmsleyWood()))]),
        DiagnosticPage(
            "B102", "a document type declaration, which is refused",
            """
            With `<!DOCTYPE …>` a file can fetch other files, or grow without end while it is read. No boundary file
            needs it, so a file that has it is refused unread.
            """,
            todo:
                "Ask where the file comes from. If you trust it, remove that line or export the file again.",
            wrong: [.map("<!DOCTYPE kml SYSTEM \"kml.dtd\">", .document(.chelmsleyWood()))],
            right: [.map(.document(.chelmsleyWood()))]),
        DiagnosticPage(
            "B103", "XML of another kind than KML",
            """
            The file is sound, but it is not a KML map. Tracks of a walk (GPX) and maps of other makes (GML) are XML as
            well, and their wards cannot be read.
            """,
            todo: "Export the boundaries again as KML or GeoJSON.",
            wrong: [.map("<gpx><trk><name>Round the wards</name></trk></gpx>")],
            right: [.map(.document(.chelmsleyWood()))]),
        DiagnosticPage(
            "B104", "a boundary file that is larger or deeper than is read",
            """
            At most 256 MB, eight million points and 100,000 placemarks are read, four times the whole United Kingdom.
            The limits keep a broken or hostile file from taking the computer’s memory.
            """,
            todo:
                "Use a file of the area that you need. If a small file unpacks to so much, do not trust it.",
            noExample: "A wrong file would be too large to show."),
        DiagnosticPage(
            "B105", "a boundary file without wards",
            """
            The file has shapes, but nothing in it looks like a ward code. Codes are looked for in an attribute such as
            WD22CD or `ward_code`, in the table of a description, and before or after a name.
            """,
            todo: """
                Check that it is a file of wards, and not of towns or constituencies. If the codes were lost on the way,
                export it again with its attributes.
                """,
            wrong: [.map(.placemark("Chelmsley Wood"))],
            right: [.map(.chelmsleyWood())]),
        DiagnosticPage(
            "B106", "an outline without its ward code",
            """
            This shape has attributes as wards have, but its code is empty. People who live there would be in no ward.
            """,
            todo: """
                Give it its code. If it is no ward, give it a name of its own and none of the attributes of a ward.
                """,
            wrong: [.map(.placemark(attributes: ["WD13CD": "", "WD13NM": "Chelmsley Wood"]))],
            right: [.map(.placemark(attributes: ["WD13CD": "E05001287", "WD13NM": "Chelmsley Wood"]))]),
        DiagnosticPage(
            "B107", "a ward code of the wrong form",
            """
            A code is E, W, S or N as a capital and eight digits. Any other matches no rule and no list. Files from
            before 2011 have codes of another kind, such as 00CTMN.
            """,
            todo: "Correct the code, or get the boundaries with codes of nine signs.",
            wrong: [.map(.placemark(attributes: ["WD13CD": "00CTMN", "WD13NM": "Chelmsley Wood"]))],
            right: [.map(.placemark(attributes: ["WD13CD": "E05001287", "WD13NM": "Chelmsley Wood"]))]),
        DiagnosticPage(
            "B108", "a ward that is there twice",
            """
            One code has two placemarks, in one file or in two. Their outlines may differ, and then people along the
            border would be decided by chance.
            """,
            todo: """
                Keep one. The parts of one ward go into one placemark, inside a `MultiGeometry`. Give one boundary file
                for each area.
                """,
            wrong: [.map(.chelmsleyWood(.polygon(.west)), .chelmsleyWood(.polygon(.away)))],
            right: [.map(.chelmsleyWood(.polygon(.west), .polygon(.away)))]),
        DiagnosticPage(
            "B109", "a ward code without an outline",
            """
            The placemark has a ward’s code, and nothing says where the ward is: no polygon, or only a point for a
            label.
            """,
            todo: "Export the file again with its areas. Labels belong in a file of their own.",
            wrong: [.map(.chelmsleyWood("<Point><coordinates>-1.73,52.47</coordinates></Point>"))],
            right: [.map(.chelmsleyWood())]),
        DiagnosticPage(
            "B115", "a ward outside the United Kingdom",
            """
            Ward codes are British, and this outline lies elsewhere, at least in part. Often the numbers are of another
            system, and everybody would be found outside every ward.
            """,
            todo:
                "Look at a few points on a map. Export the file again in degrees (WGS84) if they are wrong.",
            wrong: [.map(.coordinates("2.34,48.85 2.36,48.85 2.36,48.86 2.34,48.85"))],
            right: [.map(.coordinates(.triangle))]),
        DiagnosticPage(
            "B116", "several attributes that could be the ward code",
            """
            The file has codes of two years side by side. Wards changed their codes and outlines between years, and a
            mixture would put people into the wrong ward.
            """,
            todo:
                "Export the file with the codes of one year: the year in which these outlines were in force.",
            wrong: [.map(.placemark(attributes: ["WD13CD": "E05001287", "WD19CD": "E05012345"]))],
            right: [.map(.placemark(attributes: ["WD13CD": "E05001287"]))]),
        DiagnosticPage(
            "B118", "boundary files of different years",
            """
            Wards are redrawn, and their names and codes change. Files of two years together leave gaps, cover places
            twice, and make neighbours that never were.
            """,
            todo: "Take all files from the year that the rules were made for.",
            wrong: [
                .map(file: "solihull.kml", .placemark(attributes: ["WD13CD": "E05001287"], .polygon(.west))),
                .map(
                    file: "birmingham.kml", .placemark(attributes: ["WD19CD": "E05011165"], .polygon(.away))),
            ],
            right: [
                .map(file: "solihull.kml", .placemark(attributes: ["WD13CD": "E05001287"], .polygon(.west))),
                .map(
                    file: "birmingham.kml", .placemark(attributes: ["WD13CD": "E05001203"], .polygon(.away))),
            ]),
        DiagnosticPage(
            "B140", "an outline without a ward code, kept under its name",
            """
            Beside wards the file has shapes with only a name, such as an estate. They are kept and take part in no
            decision about wards. This is a note: nothing is wrong if it is meant so.
            """,
            todo: "If the shape is a ward, give it its code.",
            wrong: [
                .map(
                    .placemark(attributes: ["WD13CD": "E05001287"], .polygon(.west)),
                    .placemark("Shard End", .polygon(.away)))
            ],
            right: [
                .map(
                    .placemark(attributes: ["WD13CD": "E05001287"], .polygon(.west)),
                    .placemark(attributes: ["WD13CD": "E05001203"], .polygon(.away)))
            ]),
        DiagnosticPage(
            "B141", "two outlines without codes that have one name",
            """
            Shapes without a ward code are known by their names alone. With one name for two, nobody can tell which is
            meant.
            """,
            todo:
                "Give each a name of its own, put both parts into one placemark, or give them their ward codes.",
            wrong: [
                .map(
                    .placemark(attributes: ["WD13CD": "E05001287"]), .placemark("Estate", .polygon(.east)),
                    .placemark("Estate", .polygon(.away)))
            ],
            right: [
                .map(
                    .placemark(attributes: ["WD13CD": "E05001287"]),
                    .placemark("Near estate", .polygon(.east)),
                    .placemark("Far estate", .polygon(.away)))
            ],
            related: ["B140"]),
        DiagnosticPage(
            "B199", "more problems than are listed",
            """
            A file of another kind would have a problem for each of its thousands of shapes. Only the first two hundred
            are listed, and how many more there are.
            """,
            todo: "Repair what is listed, or export the file anew, and look again.",
            noExample: "A wrong file would have hundreds of flaws."),
        DiagnosticPage(
            "B201", "rules about neighbouring wards without a boundary file",
            """
            Which wards are neighbours is worked out from their outlines. Without a boundary file nobody could be placed
            by a neighbouring ward, so nothing is decided.
            """,
            todo: "Name the file with `boundaries` in the rules, or give it with `--boundaries`.",
            noExample:
                "The rules name their file, and commands look for it: only a caller of the library can leave it out."
        ),
    ]
}
