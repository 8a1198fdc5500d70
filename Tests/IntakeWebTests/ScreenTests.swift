import Eligibility
import IntakeWeb
import RuleTestSupport
import Testing

/// Walking through the screens as a browser does.
struct ScreenTests {
    private func expectWellMade(_ browser: Browser, _ place: SourceLocation = #_sourceLocation) {
        let faults = PageStructure(browser.page).faults
        #expect(faults.isEmpty, "\(browser.path): \(faults)", sourceLocation: place)
    }

    /// Answers questions by the path of each until there is none; the paths that were asked.
    private func answer(_ browser: inout Browser, _ answers: [String: [String: String]]) async throws
        -> [String]
    {
        var asked: [String] = []
        while let question = browser.path.split(separator: "/").last.map(String.init),
            browser.path.contains("/question/")
        {
            expectWellMade(browser)
            try #require(browser.status == 200, "\(question)")
            try #require(!asked.contains(question), "\(question) is asked twice")
            asked.append(question)
            await browser.submit(try #require(answers[question], "\(question) is asked"))
            #expect(browser.status == 200, "\(question): \(browser.page)")
            if browser.status != 200 { break }
        }
        expectWellMade(browser)
        return asked
    }

    private static let resident: [String: [String: String]] = [
        "work-status": ["choice": "0"], "date-of-birth": Browser.date("1 6 1980"),
        "first-day-out-of-work": Browser.date("1 5 2018"), "home": ["ward": "E05001216", "choice": "ward"],
        "hourly-pay": ["choice": "0"],
    ]

    @Test func `a person is eligible, with group, place and reasons`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        let asked = try await answer(&browser, Self.resident)
        #expect((4...5).contains(asked.count))
        #expect(browser.heading == "Check your answers")
        #expect(browser.page.contains("Nothing else can change the answer."))
        await browser.open(browser.base + "/result")
        expectWellMade(browser)
        #expect(browser.heading == "May join")
        for words in ["Rapid Progression", "Washwood Heath, by home", "footnote 1", "4 March 2019"] {
            #expect(browser.page.contains(words), "\(words)")
        }
        await browser.open(browser.base + "/map.svg")
        #expect(browser.page.contains("<svg"))
        #expect(browser.reply?.header("content-type") == "image/svg+xml")
    }

    @Test func `somebody under 16 may not join`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        _ = try await answer(
            &browser, Self.resident.merging(["date-of-birth": Browser.date("5 3 2003")]) { $1 })
        await browser.open(browser.base + "/result")
        #expect(browser.heading == "May not join")
        #expect(browser.page.contains("You need to be 16 or over on the day you start."))
    }

    @Test func `pay over both limits is for a person to decide`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        var answers = Self.resident
        answers["work-status"] = ["choice": "1"]
        answers["yearly-pay"] = ["value": "£30,000"]
        answers["hourly-pay"] = ["choice": "0"]
        answers["apprentice-in-the-first-year"] = ["choice": "1"]
        _ = try await answer(&browser, answers)
        await browser.open(browser.base + "/result")
        #expect(browser.heading == "A person has to decide")
        expectWellMade(browser)
    }

    @Test func `what nobody knows needs more information, and the page says what`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        let unknown = ["choice": "unknown", "do": "unknown"]
        var answers = Self.resident.mapValues { _ in unknown }
        for more in [
            "yearly-pay", "hourly-pay", "work", "worship", "family", "school", "other-tie", "old-enough",
        ] {
            answers[more] = unknown
        }
        answers["apprentice-in-the-first-year"] = unknown
        _ = try await answer(&browser, answers)
        await browser.open(browser.base + "/result")
        expectWellMade(browser)
        #expect(browser.heading == "More must be known")
        #expect(browser.page.contains("What is your date of birth?"))
        #expect(browser.page.contains("Answer this now"))
    }

    @Test func `every kind of question takes an answer, shows it again and lets it be changed`() async throws
    {
        var browser = Browser(try Sites.invented())
        await browser.start()
        let answers: [String: [String: String]] = [
            "all-well": ["choice": "0"], "colour": ["choice": "0"], "birth": ["year": "1980"],
            "last-job": ["choice": "0"], "wage": ["value": "9.50", "choice": "given"],
            "savings": ["roughly": "from £10 to £20"], "weekly-hours": ["value": "16"],
            "children": ["value": "2"],
            "language": ["value": "Welsh"], "home": ["postcode": "b377rn"],
        ]
        // Never worked, so not before 2019: the answer is settled by that alone, whenever it is asked.
        var all = answers
        all["last-job"] = Browser.date("31 12 2018")
        let asked = try await answer(&browser, all)
        #expect(Set(asked) == Set(all.keys))
        let base = browser.base
        #expect(browser.page.contains("31 December 2018"))
        #expect(browser.page.contains("B37 7RN"))
        await browser.open(base + "/result")
        #expect(browser.heading == "May join")
        expectWellMade(browser)
        let shown = [
            "birth": "value=\"1980\"", "last-job": "value=\"31\"", "wage": "value=\"9.50\"",
            "savings": "value=\"from £10 to £20\"", "language": "value=\"Welsh\"", "home": "B37 7RN",
        ]
        for (question, field) in shown {
            await browser.open(base + "/question/" + question)
            expectWellMade(browser)
            #expect(browser.page.contains(field), "\(question): \(browser.page)")
        }
        await browser.open(base + "/question/colour")
        #expect(browser.page.contains("id=\"choice-0\" value=\"0\" checked"))
        await browser.submit(["choice": "1"])
        #expect(browser.heading == "Check your answers")
        await browser.open(base + "/result")
        #expect(browser.heading == "May not join")
        #expect(browser.page.contains("Not everything holds."))
        expectWellMade(browser)
    }

    @Test func `nothing of the rules or of an answer becomes markup`() async throws {
        var browser = Browser(try Sites.invented())
        await browser.start()
        for _ in 0..<12 where browser.path.contains("/question/") {
            expectWellMade(browser)
            #expect(!browser.page.contains("<b>") && !browser.page.contains("<none"))
            let field = browser.path.hasSuffix("home") ? "ward" : "value"
            await browser.submit([
                field: Sites.markup, "day": Sites.markup, "month": Sites.markup, "year": Sites.markup,
            ])
            expectWellMade(browser)
            #expect(!browser.page.contains("<i>"))
            await browser.submit(["do": "unknown", "choice": "unknown"], to: browser.path)
        }
        await browser.open(browser.base + "/answers")
        expectWellMade(browser)
    }

    @Test func `each mistake is told at the top and beside its field`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        let wrong: [String: ([String: String], String)] = [
            "date-of-birth": (["day": "31", "month": "2", "year": "1980"], "31 February 1980 is not a day"),
            "work-status": ([:], "Choose an answer"),
            "home": (["choice": "postcode", "postcode": "B37"], "“B37” is not a postcode"),
            "first-day-out-of-work": (Browser.date("1 5 2031"), "Expected"),
            "hourly-pay": (["choice": "given", "value": "much"], "Expected"),
        ]
        var met = 0
        while let question = browser.path.split(separator: "/").last.map(String.init),
            browser.path.contains("/question/")
        {
            let (fields, message) = try #require(wrong[question])
            await browser.submit(fields)
            #expect(browser.status == 422)
            expectWellMade(browser)
            #expect(browser.page.contains("<title>Error: "))
            let summary = Browser.between("<div class=\"errors\"", "</div>", browser.page) ?? ""
            #expect(summary.contains(message), "\(question): \(Browser.text(browser.page))")
            #expect(browser.page.contains("id=\"mistakes\""))
            met += 1
            await browser.submit(try #require(Self.resident[question]))
        }
        #expect(met >= 4)
    }

    @Test func `a start date that is wrong is asked for again with what was typed`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start("31 4 2019")
        #expect(browser.status == 422)
        #expect(browser.page.contains("31 April 2019 is not a day of the calendar"))
        #expect(browser.page.contains("value=\"31\""))
        expectWellMade(browser)
    }

    @Test func `going back and answering an earlier page again keeps the rest`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        let first = browser.path
        _ = try await answer(&browser, Self.resident)
        await browser.open(first)
        #expect(browser.status == 200)
        let question = try #require(first.split(separator: "/").last.map(String.init))
        await browser.submit(try #require(Self.resident[question]))
        #expect(browser.heading == "Check your answers")
        // A page of a question that is not asked changes nothing.
        await browser.open(browser.base + "/question/yearly-pay")
        #expect(browser.heading == "Check your answers")
    }

    // MARK: Places

    @Test func `several places are given one by one, and taken away`() async throws {
        var browser = Browser(try Sites.invented())
        await browser.start()
        let answers: [String: [String: String]] = [
            "all-well": ["choice": "0"], "colour": ["choice": "0"], "birth": ["year": "1980"],
            "last-job": Browser.date("31 12 2018"), "wage": ["value": "9.50"], "savings": ["value": "1"],
            "weekly-hours": ["value": "16"], "children": ["value": "2"], "language": ["value": "Welsh"],
        ]
        for _ in 0..<12 where !browser.path.hasSuffix("/home") {
            let question = try #require(browser.path.split(separator: "/").last.map(String.init))
            await browser.submit(try #require(answers[question], "\(question)"))
        }
        await browser.submit(["ward": "Beech", "choice": "ward", "do": "add"])
        #expect(browser.status == 422)
        #expect(browser.page.contains("E05000002") && browser.page.contains("E05000007"))
        expectWellMade(browser)
        await browser.submit([
            "ward": "Beech", "asked": "Beech", "which": "E05000007", "choice": "ward", "do": "add",
        ])
        #expect(browser.status == 200)
        expectWellMade(browser)
        #expect(browser.page.contains("Places so far"))
        await browser.submit([
            "choice": "point", "latitude": "\(World.latitude(0.5))", "longitude": "\(World.longitude(1.5))",
            "do": "add",
        ])
        #expect(browser.page.contains("remove-1"))
        await browser.submit(["do": "remove-0"])
        #expect(!browser.page.contains("remove-1"))
        await browser.submit(["do": "continue", "more": "unknown"])
        #expect(
            browser.page.contains("There may be other places that I do not know")
                || browser.path.contains("/question/"))
        await browser.open(browser.base + "/result")
        #expect(browser.page.contains("Beech, by home"))
    }

    // MARK: Languages

    @Test func `all pages are there in Welsh, with the rules’ own words marked as English`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.open("/?lang=cy")
        #expect(browser.page.contains("<html lang=\"cy\">"))
        expectWellMade(browser)
        await browser.submit(Browser.date("4 3 2019"))
        #expect(browser.page.contains("<html lang=\"cy\">"))
        #expect(browser.page.contains("<span lang=\"en\">"))
        _ = try await answer(&browser, Self.resident)
        #expect(browser.heading == "Gwiriwch eich atebion")
        await browser.open(browser.base + "/result")
        #expect(browser.heading == "Caiff ymuno")
        for path in ["/list", "/rules", "/about", "/nothing"] {
            await browser.open(path)
            expectWellMade(browser)
            #expect(browser.page.contains("<html lang=\"cy\">"))
        }
    }

    // MARK: Rules

    @Test func `the rules page holds every condition, group and lot, word for word`() async throws {
        let site = try Sites.shipped()
        var browser = Browser(site)
        await browser.open("/rules")
        expectWellMade(browser)
        let text = Browser.text(browser.page)
        for words in [
            "Working age", "Old enough", "“Hardest to Help”", "E05001216 “Washwood Heath”",
            "Not in paid work or low paid", "Nobody under 16 is eligible",
        ] {
            #expect(text.contains(words), "\(words)")
        }
        #expect(!text.contains("Sixteen tomorrow"), "examples are not rules")
    }
}
