import Diagnostics
import RuleTestSupport

/// A text with something of everything in the language, in its layout.
enum Specimen {
    static let source = SourceText(name: "specimen", text: text)

    static let file = RuleSource(source)

    static let text = """
        # Everything there is to write.
        use "shared/rates.rules"

        programme "P", version "v"
            runs from 1 June 2018 to 2022-03-31
            decided on the start date

        calendar
            short months count to their last day
            29 February birthdays fall on 28 February

        period p: from 1 July 2020 to 31 March 2021
        period q: from 1 July 2020 onwards
        period r: not published

        source summary: "S"

        boundaries "w.kml"
            outlines in "estates.kml", "more.kml"
            neighbouring means sharing at least 1 metre of border
            E05011165 "Shard End" lies within E05001203 "Shard End"
                note "Inside."

        fact work status: "out of work", "employed" or "furloughed"
            ask "Are you in paid work?"
            hint "Say so."
            columns "Status", "Work"
        fact hours: hours per week
            must be at least 0 and at most 168
        fact pay: money per hour, or none
        fact jobs: spells
        fact right to work: yes or no
        fact has a car: yes or no
            ask "Do you have one?"
        fact paid from: date
        fact term-time work: weeks per year
        fact months here: months

        connection home: "lives in the area"
            refer, say "A person decides."

        rate wage: money per hour, by age
            from 1 April 2019 to 31 March 2020
                0 to 9:  £9.35; 10 to 24:  £7.70; 25 and over: £8.21
            from 1 April 2020 to 31 March 2021
                0 to 9: £10.00; 10 to 24: £10.20; 25 and over: £8.72
            carried forward
            source summary, "rates"
        rate wait: weeks
            from 1 April 2019 to 31 March 2020: 26 weeks
            from 1 April 2020 to 31 March 2021:  8 weeks
        rate limit: money per year
            from 1 April 2019 to 31 March 2020:  £9,000
            from 1 April 2020 to 31 March 2021: £13,900 per year

        define age: age from date of birth
            columns "16 or over"
        define low paid: either yearly pay is below the limit
                         or (hourly pay is below the wage for age and not age is at least 16)
        define sum: the higher of 110% of pay and pay plus £1.50 rounded to £0.01
        define long: all of
            - age is at least 16
            - pay is above £5 or hours is more than 16
            - work status is not one of "employed", "furloughed"
        define weekly: pay times hours times 37.5 hours a week divided by 52 weeks per year
        define notice: 6 weeks
        define allowed: time from (right to work) to the paid from is at least the wait and has a car
        define waiting: time from first day to the paid from is at least 3 months
        define busy: paid from is during jobs
                     and not paid from is during the last of jobs, joining gaps of at most 2 days
        define recent: time in jobs during the 52 weeks before the start date is at least 26 weeks
        define tail: time from first day of the last of jobs, joining gaps of at most 14 days to the end of last day

        interpretation reading: "one" or "two"
            default "one"

        condition c: (age is at least 16 or pay is above £5) and has a connection to the lot by home, work
            waived when here: the lot is "One" or the lot is not one of "One", "Two"
            waived when other reading: reading is "two"
                source summary
            otherwise refer, say "An adviser will look."
            assumed "So."

        eligible when c and d

        cohort "A", also called "B":
            not low paid and time out of work is at least 2 years
        cohort refer: low paid
            say "Later."

        lot "One"
            ward E05001216 "Washwood Heath"
            with neighbouring wards within 2 steps from 1 July 2020 to 31 March 2021
                source summary
            without ward E05001217 "Other"
            wards listed in "x.csv" where claimant rate is at least 20% and authority is "A" during p
            wards listed in "folder/a long name of a file.csv"
                where claimant rate is at least 20% and authority is one of "Birmingham", "Solihull"
            outline "Estate" from 1 July 2020 to 31 March 2021
            within 150 metres of outline "Estate"
            without outline "School"
            open from 1 June 2018 onwards
            provider "X" from 1 June 2018 onwards

        cap "A": places given for each lot
            suspended during p
            when full, say "Wait."

        advise "Ask.": age is at least 66

        identify people by first name, surname and home postcode

        milestone "M": pay is at least old pay times 110%
            refer when hours is not old hours, say "Ask."

        payment "Job"
            dated by paid from
            "A": £889
            "B": not published
            from 1 April 2020 to 31 July 2020: the higher of claim and average claim

        promise "Nobody under 16": if age is below 16 then not eligible
        promise "A very long name of a promise that leaves no room on its line for what is promised at all":
            if age is at least 16 and low paid then cohort "A"

        example "E"
            start date: 4 March 2019
            date of birth: not known
            home: E05007480 "Camp Hill"
            first day: from 1 September 2017 to 31 December 2017
            expect eligible, cohort "A", lots "One", "Two", ask next first day, pay
            expect milestone "M" met, payment "Job" £889 a week

        """
}
