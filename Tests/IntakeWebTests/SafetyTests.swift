import Testing

@testable import IntakeWeb

/// What keeps people’s answers to themselves.
struct SafetyTests {
    @Test func `no address holds an answer`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        for _ in 0..<6 where browser.path.contains("/question/") {
            await browser.submit([
                "choice": browser.path.hasSuffix("home") ? "ward" : "0", "ward": "E05001216", "day": "17",
                "month": "6",
                "year": "1980",
            ])
        }
        await browser.open(browser.base + "/result")
        #expect(browser.heading == "May join" || browser.heading == "More must be known")
        for address in browser.visited {
            #expect(!address.contains("E05001216") && !address.contains("1980") && !address.contains("?"))
        }
    }

    @Test func `every reply forbids scripts, frames and keeping, and cookies are out of reach`() async throws
    {
        var browser = Browser(try Sites.shipped())
        await browser.open("/")
        let policy = try #require(browser.reply?.header("content-security-policy"))
        #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
        #expect(browser.reply?.header("cache-control") == "no-store")
        #expect(browser.reply?.header("set-cookie") == nil, "looking at the first page leaves nothing")
        let site = browser.site
        let request = WebRequest(
            .post, "/start",
            headers: ["host": "localhost", "content-type": "application/x-www-form-urlencoded"],
            body: Array("day=4&month=3&year=2019".utf8))
        let reply = await site.reply(to: request, from: "", at: Moment(today: Sites.today, seconds: 0))
        let cookie = try #require(reply.header("set-cookie"))
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    }

    @Test func `a form without the token of its browser changes nothing`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        let question = browser.path
        for token in ["", "0123456789abcdef0123456789abcdef"] {
            await browser.submit(["choice": "0", "token": token], to: question)
            #expect(browser.status == 403)
        }
        await browser.open(browser.base + "/answers")
        #expect(!browser.page.contains("out of work"))
    }

    @Test(arguments: [
        ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
        ["origin": "https://elsewhere.example"],
        ["origin": "null"],
    ])
    func `a form sent by a page of another site is refused`(_ headers: [String: String]) async throws {
        var browser = Browser(try Sites.shipped())
        let form = ["content-type": "application/x-www-form-urlencoded"].merging(headers) { $1 }
        await browser.send(.post, "/start", headers: form, body: Array("day=4&month=3&year=2019".utf8))
        #expect(browser.status == 403)
        await browser.send(
            .post, "/api/v1/assess", headers: headers.merging(["content-type": "application/json"]) { $1 })
        #expect(browser.status == 403)
    }

    @Test func `a name that is not ours is not answered`() async throws {
        var browser = Browser(try Sites.shipped())
        for host in ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example:8080"] {
            await browser.send(.get, "/", headers: ["host": host])
            #expect(browser.status == 421)
        }
        for host in ["localhost", "127.0.0.1:9", "[::1]:8080", "LOCALHOST:1"] {
            await browser.send(.get, "/", headers: ["host": host])
            #expect(browser.status == 200)
        }
    }

    @Test func `another browser cannot see a case, nor one that was forgotten`() async throws {
        let site = try Sites.shipped()
        var one = Browser(site)
        await one.start()
        let address = one.base + "/answers"
        var other = Browser(site)
        await other.start()
        await other.open(address)
        #expect(other.status == 410)
        await one.open(one.base + "/result")
        await one.submit([:], to: one.base + "/forget")
        #expect(one.heading == "Forgotten")
        await one.open(address)
        #expect(one.status == 410)
    }

    @Test func `answers are forgotten when they are not used`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        let address = browser.base + "/answers"
        for seconds in [1_000, 2_700, 4_499] {
            browser.seconds = seconds
            await browser.open(address)
            #expect(browser.status == 200)
        }
        browser.seconds = 4_499 + 1_800
        await browser.open(address)
        #expect(browser.status == 410)
    }

    @Test func `two people in two tabs are not mixed up`() async throws {
        var browser = Browser(try Sites.shipped())
        await browser.start()
        let first = browser.base
        await browser.start("5 6 2020")
        let second = browser.base
        #expect(first != second)
        await browser.open(first + "/answers")
        #expect(browser.page.contains("4 March 2019") && !browser.page.contains("5 June 2020"))
        await browser.open(second + "/answers")
        #expect(browser.page.contains("5 June 2020"))
    }

    @Test func `too many requests at once are turned away, and later ones are answered`() async throws {
        var settings = IntakeSite.Settings()
        settings.requestsPerSecond = 2
        settings.requestsAtOnce = 5
        var browser = Browser(try Sites.shipped(settings))
        for _ in 0..<5 {
            await browser.open("/about")
            #expect(browser.status == 200)
        }
        await browser.open("/about")
        #expect(browser.status == 429)
        #expect(browser.reply?.header("retry-after") != nil)
        browser.seconds = 1
        await browser.open("/about")
        #expect(browser.status == 200)
    }

    @Test func `many browsers do not drive out those in use`() {
        var limits = Sessions.Limits()
        limits.browsers = 3
        var sessions = Sessions(limits)
        let own = sessions.begin(at: 0)
        #expect(sessions.begin(at: 1) != nil && sessions.begin(at: 2) != nil)
        #expect(sessions.begin(at: 3) == nil, "all were used a moment ago")
        #expect(sessions.token(of: own, at: 100) != nil)
        #expect(sessions.begin(at: 130) != nil, "the one that is idle longest makes room")
        #expect(sessions.token(of: own, at: 131) != nil)
        #expect(sessions.count == 3)
    }

    @Test(arguments: [
        ("/nothing", WebRequest.Method.get, 404), ("/case/x/answers", .get, 410), ("/case/x", .get, 404),
        ("/rules", .post, 405), ("/", .post, 405), ("/list/x", .get, 410), ("/list/x/y/z", .get, 404),
        ("/start", .get, 404), ("//", .get, 200), ("/%00", .get, 404), ("/api", .get, 404),
        ("/api/v2/assess", .post, 404),
        ("/style.css", .get, 200), ("/icon.svg", .get, 200), ("/list", .post, 403),
    ])
    func `every address has an answer`(_ path: String, _ method: WebRequest.Method, _ status: Int)
        async throws
    {
        var browser = Browser(try Sites.shipped())
        await browser.send(method, path)
        #expect(browser.status == status)
    }

    @Test func `other methods are turned away, and the head of a page has no body`() async throws {
        let site = try Sites.shipped()
        let request = WebRequest(nil, "/", headers: ["host": "localhost"])
        let moment = Moment(today: Sites.today, seconds: 0)
        #expect(await site.reply(to: request, from: "", at: moment).status == 405)
        var browser = Browser(site)
        await browser.send(.head, "/")
        #expect(browser.status == 200 && browser.reply?.body.isEmpty == true)
    }
}
