extension DiagnosticPage {
    /// R2: days, rates and bands.
    static let ruleDays = [
        DiagnosticPage(
            "R208", "bands with a gap or an overlap",
            """
            Bands cover every value once: the first begins at 0, each begins where the one before it ended, and the last
            is `and over`. In a gap somebody has no rate, and in an overlap two.
            """,
            todo: "Begin each band one above the end of the band before it. End with `and over`.",
            wrong: [
                """
                rate apprentice wage: money per hour, by age
                    from 1 June 2018 to 31 March 2022
                        0 to 17: £3.70; 19 and over: £3.90
                """
            ],
            right: [
                """
                rate apprentice wage: money per hour, by age
                    from 1 June 2018 to 31 March 2022
                        0 to 17: £3.70; 18 and over: £3.90
                """
            ]),
        DiagnosticPage(
            "R209", "periods with a gap or an overlap, or a rate outside its periods",
            """
            On each day a rate has one value, and a payment at most one for the same people. In a gap somebody cannot
            be decided; in an overlap the answer depends on which line is read.
            """,
            todo: """
                Begin each period on the day after the one before it ended. Give a rate values for every day on which
                the programme runs, or write `carried forward` if the last value goes on.
                """,
            wrong: [
                """
                rate travel allowance: money per week
                    from 1 June 2018 to 30 March 2020: £12
                    from 1 April 2020 to 31 March 2022: £12.50
                """
            ],
            right: [
                """
                rate travel allowance: money per week
                    from 1 June 2018 to 31 March 2020: £12
                    from 1 April 2020 to 31 March 2022: £12.50
                """
            ]),
        DiagnosticPage(
            "R225", "a rate and its bands that do not agree",
            """
            A rate that differs by age or by another amount says so with `by`, has bands in every period, and is looked
            up with `for`. A rate with one value has none of the three.
            """,
            todo: """
                Write all three or none. What bands go by is a fact or definition with an order, such as age.
                """,
            wrong: [
                """
                rate apprentice wage: money per hour, by age
                    from 1 June 2018 to 31 March 2022: £3.90
                """
            ],
            right: [
                """
                rate apprentice wage: money per hour
                    from 1 June 2018 to 31 March 2022: £3.90
                """
            ]),
        DiagnosticPage(
            "R223", "a period without days where days are needed",
            """
            A period whose days are `not published` can say that something happened on days nobody knows. The run of a
            programme and the values of a rate need days that are known.
            """,
            todo: """
                Write the days with `from … to …`, here or in the `period`. If they are not known, leave the line out
                and say so in a `note`. A period is said in days, and not by way of another period.
                """,
            wrong: [
                """
                period winter pause: not published
                rate pause allowance: money per week
                    during winter pause: £5
                """
            ],
            right: [
                """
                period winter pause: from 1 December 2020 to 31 January 2021
                rate pause allowance: money per week
                    during winter pause: £5
                """
            ]),
    ]
}
