extension DiagnosticPage {
    /// B3: what `wardwise wards validate` finds in outlines that can be read.
    static let outlines = [
        DiagnosticPage(
            "B301", "a ring that crosses itself, or runs along itself",
            """
            Where a border crosses itself, two programs can disagree about what is inside. Somebody who lives there could
            be in the ward for one and not for the other.
            """,
            todo: "Get the outline again from its source, or draw it without the loop.",
            wrong: [.map(.coordinates("-1.74,52.47 -1.72,52.48 -1.72,52.47 -1.74,52.48 -1.74,52.47"))],
            right: [.map(.coordinates(.west))]),
        DiagnosticPage(
            "B302", "a ring that touches itself",
            """
            The border comes back to a point where it has been, as at the waist of an eight. What is inside is still
            certain, and decisions are right, but other programs may refuse the file.
            """,
            todo:
                "Nothing has to be done. To please other programs, give each side of the point a polygon of its own.",
            wrong: [
                .map(
                    .coordinates(
                        """
                        -1.74,52.47 -1.73,52.47 -1.73,52.48 -1.72,52.48
                        -1.72,52.49 -1.73,52.49 -1.73,52.48 -1.74,52.48 -1.74,52.47
                        """))
            ],
            right: [
                .map(
                    .chelmsleyWood(
                        .polygon(.box(from: ("-1.74", "52.47"), to: ("-1.73", "52.48"))),
                        .polygon(.box(from: ("-1.73", "52.48"), to: ("-1.72", "52.49")))))
            ]),
        DiagnosticPage(
            "B303", "a ring that bounds no area",
            """
            The ring goes out and comes back over the same ground, so nothing is inside. Too much simplification can do
            this to a small ward.
            """,
            todo: "Remove the ring if the ward has others. If not, get the outline again in more detail.",
            wrong: [.map(.coordinates("-1.74,52.47 -1.72,52.47 -1.70,52.47 -1.74,52.47"))],
            right: [.map(.coordinates(.triangle))]),
        DiagnosticPage(
            "B304", "a spike, out and back along one line",
            """
            The border runs out along a line and back again. The spike covers no ground, but a home exactly on it would
            count as on the border of the ward.
            """,
            todo: "Remove the points of the spike, or get the outline again.",
            wrong: [
                .map(.coordinates("-1.74,52.47 -1.72,52.47 -1.70,52.47 -1.72,52.47 -1.72,52.48 -1.74,52.47"))
            ],
            right: [.map(.coordinates(.triangle))]),
        DiagnosticPage(
            "B305", "a point several times running",
            """
            The same point stands two or more times in a row. It changes nothing here; other programs may refuse the
            file.
            """,
            todo: "Nothing has to be done. To please other programs, keep the point once.",
            wrong: [.map(.coordinates("-1.74,52.47 -1.72,52.47 -1.72,52.47 -1.72,52.48 -1.74,52.47"))],
            right: [.map(.coordinates(.triangle))]),
        DiagnosticPage(
            "B306", "the same ring twice",
            """
            One ring is there twice, as an outline and as its own hole, or as two parts. As outline and hole the two
            cancel each other, and the ward has no ground left.
            """,
            todo: "Remove one of the two.",
            wrong: [.map(.polygon(.triangle, hole: .triangle))],
            right: [.map(.polygon(.triangle))]),
        DiagnosticPage(
            "B307", "a hole outside its outline",
            """
            A hole says what is left out of the ward. Where there is no ward there is nothing to leave out, so the ring
            was probably meant to be a part of the ward.
            """,
            todo: "Give it as a polygon of its own if it is a part; remove it if it is not.",
            wrong: [.map(.polygon(.west, hole: .away))],
            right: [.map(.chelmsleyWood(.polygon(.west), .polygon(.away)))]),
        DiagnosticPage(
            "B308", "a hole that crosses another ring",
            """
            A hole lies wholly inside its outline and beside other holes. Where it crosses one of them, what belongs to
            the ward is not certain.
            """,
            todo: "Get the outline again from its source, or draw the hole anew.",
            wrong: [.map(.chelmsleyWood(.polygon(.west, hole: .between)))],
            right: [.map(.chelmsleyWood(.polygon(.around, hole: .middle)), .shardEnd(.polygon(.middle)))],
            related: ["B311"]),
        DiagnosticPage(
            "B309", "parts of one ward that overlap",
            """
            Two parts of a ward cover the same ground. The ward is taken as all of its parts together, so decisions are
            right; but one of the parts may belong to another ward.
            """,
            todo: "Look at the two parts on a map. Get the outline again if one of them is misplaced.",
            wrong: [.map(.chelmsleyWood(.polygon(.west), .polygon(.between)))],
            right: [.map(.chelmsleyWood(.polygon(.west), .polygon(.away)))]),
        DiagnosticPage(
            "B310", "two wards that overlap",
            """
            Two wards claim the same ground. A person who lives there is in both, and could be let in by a ward that is
            not theirs.
            """,
            todo: """
                Get the official outlines of one year. With `--minimum-area` overlaps that are too small for a home are
                only counted.
                """,
            wrong: [.map(.chelmsleyWood(.polygon(.west)), .shardEnd(.polygon(.between)))],
            right: [.map(.chelmsleyWood(.polygon(.west)), .shardEnd(.polygon(.east)))]),
        DiagnosticPage(
            "B311", "a place in no ward, with wards on all sides",
            """
            There is a hole between the wards. Somebody who lives there would be in no ward. Lakes and wide rivers are
            sometimes left out on purpose.
            """,
            todo:
                "Look at the place on a map. If there are homes, the file lacks a ward or an outline is wrong.",
            wrong: [.map(.chelmsleyWood(.polygon(.around, hole: .middle)))],
            right: [.map(.chelmsleyWood(.polygon(.around, hole: .middle)), .shardEnd(.polygon(.middle)))]),
        DiagnosticPage(
            "B312", "overlaps and gaps too small to matter",
            """
            Simplified outlines do not meet to the millimetre. Slivers smaller than the minimum area, one square metre
            unless you say otherwise, are only counted. Nobody’s home is in them.
            """,
            todo: "Nothing has to be done. `--minimum-area 0` lists every one of them.",
            wrong: [
                .map(
                    .chelmsleyWood(.polygon(.west)),
                    .shardEnd(.polygon("-1.720000001,52.47 -1.70,52.47 -1.70,52.48 -1.720000001,52.47")))
            ],
            right: [
                .map(
                    .chelmsleyWood(.polygon(.west)),
                    .shardEnd(.polygon("-1.72,52.47 -1.70,52.47 -1.70,52.48 -1.72,52.47")))
            ]),
        DiagnosticPage(
            "B313", "one ward code with different names",
            """
            The same code stands beside two names, in one file or in two. Either a code is wrong, so that a ward hides
            behind another, or the files are of different years.
            """,
            todo: "Find out which name goes with the code, and give the other ward its own code.",
            wrong: [
                .map(.chelmsleyWood(.polygon(.west)), .placemark("E05001287 Shard End", .polygon(.away)))
            ],
            right: [.map(.chelmsleyWood(.polygon(.west)), .shardEnd(.polygon(.away)))],
            related: ["B108"]),
        DiagnosticPage(
            "B319", "outlines too tangled to be checked to the end",
            """
            Lines of the outlines cross each other millions of times, as no ward does. The check was given up so that it
            does not take for ever, and some flaws may not be listed.
            """,
            todo: "Repair the other problems of the file first, or get the outlines again.",
            noExample: "A wrong file would have thousands of lines that cross each other."),
    ]
}
