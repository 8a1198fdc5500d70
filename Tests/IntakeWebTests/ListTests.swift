import IntakeWeb
import RuleTestSupport
import Testing

/// Lists in a browser.
struct ListTests {
    private func upload(
        _ browser: inout Browser, _ bytes: [UInt8], date: String = "", named name: String = "a.csv"
    ) async {
        await browser.open("/list")
        var body: [UInt8] = []
        let parts = date.split(separator: " ").map(String.init)
        var fields = [("token", Browser.between("name=\"token\" value=\"", "\"", browser.page) ?? "")]
        if parts.count == 3 { fields += [("day", parts[0]), ("month", parts[1]), ("year", parts[2])] }
        for (name, value) in fields {
            body += Array("--b\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        body += Array(
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8)
        body += bytes + Array("\r\n--b--\r\n".utf8)
        await browser.send(
            .post, "/list", headers: ["content-type": "multipart/form-data; boundary=b"], body: body)
    }

    @Test func `a list comes back with counts, decisions and rejects`() async throws {
        var browser = Browser(try Sites.shipped())
        let list = try #require(Repository.bytes("Rules/connecting-communities/sample-referrals.csv"))
        await upload(&browser, list)
        #expect(browser.heading == "The list has been checked")
        #expect(PageStructure(browser.page).faults == [])
        let base = browser.base
        await browser.open(base + "/decisions.csv")
        let decisions = browser.page
        #expect(browser.reply?.header("content-disposition") == "attachment; filename=\"decisions.csv\"")
        #expect(decisions.contains("outcome") && decisions.contains("eligible"))
        await browser.open(base + "/rejects.csv")
        #expect(browser.page.contains("line"))
        await browser.open(base)
        await browser.submit([:], to: base + "/forget")
        await browser.open(base + "/decisions.csv")
        #expect(browser.status == 410)
    }

    @Test func `rows without a date take the one of the form`() async throws {
        var browser = Browser(try Sites.shipped())
        let list = Array(
            "date of birth,work status,first day out of work,home ward\n1980-06-01,out of work,2018-05-01,E05001216\n"
                .utf8)
        await upload(&browser, list, date: "4 3 2019")
        await browser.open(browser.base + "/decisions.csv")
        #expect(browser.page.contains("Rapid Progression"))
    }

    @Test func `what is no list is told beside the field`() async throws {
        var browser = Browser(try Sites.shipped())
        await upload(&browser, [])
        #expect(browser.status == 422)
        #expect(browser.page.contains("Choose a file"))
        #expect(PageStructure(browser.page).faults == [])
        await upload(
            &browser, Array("start date,Start Date\n1,2\n".utf8), date: "31 2 2019", named: "<x>.csv")
        #expect(browser.status == 422)
        #expect(browser.page.contains("31 February 2019"))
        await upload(&browser, Array("start date,Start Date\n1,2\n".utf8), named: "<x>.csv")
        #expect(browser.status == 422)
        #expect(PageStructure(browser.page).faults == [])
        await upload(&browser, Array("PK\u{3}\u{4}no workbook".utf8), named: "a.xlsx")
        #expect(browser.status == 422)
    }

    @Test func `another browser cannot fetch the results`() async throws {
        let site = try Sites.shipped()
        var one = Browser(site)
        await upload(&one, Array("start date,home\n4 March 2019,E05001216\n".utf8))
        #expect(one.status == 200)
        var other = Browser(site)
        await other.start()
        await other.open(one.base + "/decisions.csv")
        #expect(other.status == 410)
    }
}
