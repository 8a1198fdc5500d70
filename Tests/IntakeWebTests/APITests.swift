import JSONText
import RuleTestSupport
import Testing

@testable import IntakeWeb

/// The JSON API against its own description.
struct APITests {
    private struct Client {
        var browser: Browser
        let judge: SchemaJudge

        init() async throws {
            browser = Browser(try Sites.shipped())
            await browser.open("/api/v1/openapi.json")
            judge = SchemaJudge(description: try JSONReader.read(browser.reply?.body ?? []))
        }

        /// The value answered, after it was judged by what the description says of the address and status.
        mutating func ask(
            _ method: WebRequest.Method, _ route: String, _ body: String = "",
            type: String = "application/json"
        ) async throws -> (status: Int, value: JSONValue) {
            await browser.send(
                method, "/api/v1/\(route)", headers: ["content-type": type], body: Array(body.utf8))
            let reply = try #require(browser.reply)
            let value = try JSONReader.read(reply.body)
            let path = route.prefix { $0 != "?" }
            let operation = judge.description["paths"]?["/\(path)"]?[method.rawValue.lowercased()]
            let kind = try #require(reply.header("content-type"))
            let schema = operation?["responses"]?[String(reply.status)]?["content"]?[kind]?["schema"]
            let found = try #require(schema, "\(route) \(reply.status) \(kind) is not described")
            let faults = judge.faults(value, by: found)
            #expect(faults == [], "\(route): \(faults)")
            return (reply.status, value)
        }
    }

    private static let resident = """
        {"facts": {"start date": "2019-03-04", "Date of Birth": "1 June 1980", "work status": "out of work", \
        "first day out of work": "2018-05-01", "home": "E05001216", "other connections": "none"}}
        """

    @Test func `a decision says everything the description says`() async throws {
        var client = try await Client()
        let (status, decision) = try await client.ask(.post, "assess", Self.resident)
        #expect(status == 200)
        #expect(decision["outcome"] == .text("eligible"))
        #expect(decision["cohort"] == .text("Rapid Progression"))
        #expect(decision["decisionDate"] == .text("2019-03-04"))
        #expect(decision["rules"]?["rulesDigest"]?.text?.count == 64)
    }

    @Test func `the same facts give the same bytes`() async throws {
        var client = try await Client()
        var bytes: Set<[UInt8]> = []
        for _ in 0..<3 { bytes.insert(try await client.ask(.post, "assess", Self.resident).value.bytes) }
        #expect(bytes.count == 1)
    }

    @Test func `every outcome fits the description`() async throws {
        var client = try await Client()
        let cases = [
            ("not eligible", "\"age\": 15, \"home\": \"E05001216\""),
            ("needs information", "\"home\": \"E05001216\""),
            (
                "refer",
                "\"age\": 40, \"work status\": \"employed\", \"yearly pay\": \"£30,000\", \"hourly pay\": \"none\", \"home\": [\"E05001216\"], \"apprentice in the first year\": false"
            ),
        ]
        for (outcome, facts) in cases {
            let body =
                "{\"facts\": {\"start date\": \"2019-03-04\", \(facts)}}"
            for route in ["assess", "next-question", "what-would-change"] {
                let (status, value) = try await client.ask(.post, route, body)
                #expect(status == 200)
                if route == "assess" { #expect(value["outcome"] == .text(outcome)) }
            }
        }
    }

    @Test func `what to ask and what would change are answered`() async throws {
        var client = try await Client()
        let body = "{\"facts\": {\"start date\": \"2019-03-04\", \"home\": \"E05001216\"}}"
        let (_, questions) = try await client.ask(.post, "next-question", body)
        guard case .array(let list)? = questions["questions"] else { throw Missing() }
        #expect(list.first?["fact"]?.text != nil)
        let (_, changes) = try await client.ask(
            .post, "what-would-change",
            "{\"facts\": {\"start date\": \"2019-03-04\", \"date of birth\": \"1980-06-01\", \"home\": \"E05001216\", \"work status\": \"employed\", \"yearly pay\": 30000, \"hourly pay\": \"none\", \"other connections\": \"none\"}}"
        )
        guard case .array(let found)? = changes["changes"] else { throw Missing() }
        #expect(!found.isEmpty)
    }

    private struct Missing: Error {}

    @Test func `the facts of the programme are listed`() async throws {
        var client = try await Client()
        let (_, programme) = try await client.ask(.get, "programme")
        #expect(programme["title"] == .text("Connecting Communities"))
        guard case .array(let facts)? = programme["facts"] else { throw Missing() }
        #expect(facts.first?["name"] == .text("start date"))
    }

    @Test(arguments: [
        ("", 400), ("{", 400), ("[]", 422), ("{}", 422), ("{\"facts\": []}", 422), ("{\"facts\": {}}", 422),
        ("{\"facts\": {\"start date\": \"2019-03-04\", \"no such fact\": 1}}", 422),
        ("{\"facts\": {\"start date\": \"2019-02-30\"}}", 422),
        ("{\"facts\": {\"start date\": {}, \"home\": [1]}}", 422),
        ("{\"facts\": {\"start date\": \"2019-03-04\", \"Start-Date\": \"2019-03-05\"}}", 422),
        (
            "{\"facts\": {\"start date\": \"2019-03-04\", \"date of birth\": \"2020-01-01\"}}",
            422
        ),
        ("{\"facts\": {\"start date\": \"2019-03-04\"}, \"more\": 1}", 422),
        ("{\"facts\": {\"a\": 1, \"a\": 2}}", 400), ("\u{FEFF}{}", 400),
    ])
    func `what cannot be read is a problem with a code, and all of it is told`(_ body: String, _ status: Int)
        async throws
    {
        var client = try await Client()
        for route in ["assess", "next-question", "what-would-change"] {
            let answer = try await client.ask(.post, route, body)
            #expect(answer.status == status, "\(body)")
            #expect(answer.value["code"] == .text("W\(status)"))
            if status == 422, case .array(let problems)? = answer.value["problems"] {
                #expect(!problems.isEmpty)
            }
        }
    }

    @Test func `two things wrong are told together`() async throws {
        var client = try await Client()
        let body = "{\"facts\": {\"start date\": \"2019-02-30\", \"nothing\": 1, \"yearly pay\": \"a lot\"}}"
        let (_, value) = try await client.ask(.post, "assess", body)
        guard case .array(let problems)? = value["problems"] else { throw Missing() }
        #expect(Set(problems.compactMap { $0["fact"]?.text }) == ["start date", "nothing", "yearly pay"])
    }

    @Test func `other kinds of body and other methods are refused`() async throws {
        var client = try await Client()
        let other = try await client.ask(.post, "assess", Self.resident, type: "text/plain")
        #expect(other.status == 415)
        await client.browser.send(.get, "/api/v1/assess")
        #expect(client.browser.status == 405)
        #expect(client.browser.reply?.header("allow") == "POST")
        #expect(client.browser.reply?.header("content-type") == "application/problem+json")
    }

    @Test func `a list comes back with its counts, decisions and rejects`() async throws {
        var client = try await Client()
        let list = """
            start date,date of birth,work status,first day out of work,home ward
            2019-03-04,1980-06-01,out of work,2018-05-01,E05001216
            ,2003-06-01,out of work,2018-05-01,E05001216
            2019-03-04,soon,out of work,2018-05-01,E05001216

            """
        let (status, value) = try await client.ask(.post, "list?on=2019-03-05", list, type: "text/csv")
        #expect(status == 200)
        #expect(
            value["rows"]
                == (try JSONReader.read(#"{"read":3,"decided":2,"rejected":1,"empty":0}"#.utf8.map { $0 })))
        #expect(value["outcomes"]?["eligible"] == .whole(1))
        #expect(value["outcomes"]?["notEligible"] == .whole(1))
        #expect(value["decisions"]?.text?.contains("Rapid Progression") == true)
        #expect(value["rejects"]?.text?.contains("soon") == true)
    }

    @Test func `a list that cannot be taken is a problem that is described`() async throws {
        var client = try await Client()
        #expect(try await client.ask(.post, "list", "a,b\n1,2\n").status == 415)
        #expect(try await client.ask(.post, "list", "", type: "text/csv").status == 422)
        #expect(try await client.ask(.post, "list", "nothing,known\n1,2\n", type: "text/csv").status == 422)
        #expect(try await client.ask(.post, "list?on=tomorrow", "age\n1\n", type: "text/csv").status == 422)
        let workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        #expect(try await client.ask(.post, "list", "PK\u{3}\u{4}", type: workbook).status == 422)
        await client.browser.send(.get, "/api/v1/list")
        #expect(client.browser.status == 405)
    }

    @Test func `random bodies are answered and never trap`() async throws {
        var client = try await Client()
        var random = SeededRandom(seed: .printed())
        let names = [
            "start date", "age", "home", "home postcode", "home latitude", "yearly pay", "work", "pay test",
            "places taken", "old enough",
        ]
        let values = [
            "null", "true", "1", "-1", "1e9", "\"\"", "\"none\"", "\"refused\"", "\"E05001216\"",
            "\"E05001216|unknown\"",
            "\"2019-03-04\"", "\"from 1 May 2018 to 1 April 2018\"", "\"£1\"", "\"|\"", "[\"a\",\"b\"]",
            "\"latitude 0, longitude 0\"",
            "\"postcode ZZ99 3VZ\"", "\"99999999999999999999999999\"", "[]", "{}",
        ]
        for _ in 0..<60 {
            let facts = (0..<random.number(0...5)).map { _ in
                "\"\(random.pick(names))\": \(random.pick(values))"
            }
            let body = "{\"facts\": {\(facts.joined(separator: ", "))}}"
            let route = random.pick(["assess", "next-question", "what-would-change"])
            let status = try await client.ask(.post, route, body).status
            #expect([200, 400, 422].contains(status))
        }
    }
}
