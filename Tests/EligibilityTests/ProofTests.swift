import Diagnostics
import Eligibility
import Foundation
import RuleTestSupport
import Testing
import Wards

/// Proofs over everybody and every day: nothing is found in sound rules, and each seeded defect is.
struct ProofTests {
    /// A defect: a file of the shipped rules, what is written there, what is written instead, and the finding.
    struct Defect: Sendable, CustomTestStringConvertible {
        var file: String
        var written: String
        var instead: String
        var code: String
        var testDescription: String { "\(written) → \(instead)" }

        init(_ file: String, _ written: String, _ instead: String, _ code: String) {
            self.file = file
            self.written = written
            self.instead = instead
            self.code = code
        }
    }

    static let defects = [
        // A gap of one day, in leap years only.
        Defect(
            "cohorts", "time out of work is less than 1 year", "time out of work is less than 365 days",
            "R301"),
        // A gap of the one day on which two years are complete.
        Defect(
            "cohorts", "time out of work is at least 2 years", "time out of work is more than 2 years", "R301"
        ),
        // An overlap of that day.
        Defect("cohorts", "and less than 2 years", "and at most 2 years", "R302"),
        // A cohort that takes in another.
        Defect("cohorts", "is at least 1 year and less than 2 years", "is less than 2 years", "R302"),
        // Nobody decides for people who have never worked.
        Defect(
            "cohorts", "first day out of work is \"never worked\"", "first day out of work is 1 January 2030",
            "R301"),
        // An age off by one.
        Defect("meanings", "age is at least 16", "age is at least 15", "R303"),
        // A promise that speaks of nobody.
        Defect("conditions", "if age is below 16 then", "if age is below 16 and above 30 then", "R312"),
        // An exception that nobody who needs it can have.
        Defect(
            "conditions", "pay test is \"waived for residents\" and has", "not in paid work and has", "R307"),
        // A condition that everybody meets.
        Defect(
            "conditions", "needs support: not in paid work or low paid",
            "needs support: not in paid work or in paid work", "R304"),
        // A condition that nobody meets, so that nobody can join.
        Defect(
            "conditions", "working age: old enough", "working age: old enough and age is below 10", "R310"),
        // A condition that decides nothing, for it asks for what another does.
        Defect(
            "conditions", "needs support: not in paid work or low paid", "needs support: age is at least 12",
            "R306"),
        // A cohort that nobody is in.
        Defect(
            "cohorts", "cohort \"In Work\", also called \"Employed\":\n    in paid work",
            "cohort \"In Work\", also called \"Employed\":\n    in paid work and not old enough", "R308"),
        // Advice for nobody.
        Defect(
            "conditions", "age is at least the State Pension age", "age is at least 18 and below 17", "R309"),
        // A lot that opens after the run.
        Defect(
            "lots", "lot \"Glascote\"", "lot \"Glascote\"\n    open from 1 April 2022 to 1 May 2022", "R311"),
        // A milestone that everybody reaches.
        Defect(
            "milestones", "is at least 13 weeks",
            "is at least 0 weeks or job start is not last day worked or job start is last day worked", "R304"),
    ]

    static func report(_ files: RuleFiles, _ map: WardMap?) throws -> ProofReport {
        ProofReport(try Assessor(RuleBook(files, map: map)))
    }

    static func report(_ programme: String, with defect: Defect?) throws -> ProofReport {
        let root = Repository.folder.appending(path: "Rules")
        var isSeeded = defect == nil
        let files = RuleFiles(main: "\(programme)/\(programme).rules") { path in
            guard let bytes = try? SharedDomain.bytes(root.appending(path: path)) else { return nil }
            guard let defect else { return bytes }
            var text = String(decoding: bytes, as: UTF8.self)
            // Fewer days, a leap year among them: what is wrong on one is wrong on these.
            text.replace(
                "runs from 1 June 2018 to 31 March 2022", with: "runs from 1 January 2020 to 31 March 2021")
            guard path.hasSuffix("/\(defect.file).rules") else { return Array(text.utf8) }
            isSeeded = text.contains(defect.written)
            return Array(text.replacing(defect.written, with: defect.instead, maxReplacements: 1).utf8)
        }
        try #require(isSeeded, "the rules no longer say what the defect replaces")
        return try report(files, ShippedRulesTests.map())
    }

    @Test(arguments: [
        "connecting-communities", "connecting-communities-original", "connecting-communities-test-periods",
        "benefit-zones", "estate-jobs", "long-claim-support",
    ]) func `nothing is found in sound rules`(_ programme: String) throws {
        let report = try Self.report(programme, with: nil)
        #expect(report.problems.isEmpty, "\(report.problems.map(\.text).joined(separator: "\n"))")
        #expect(!report.proved.isEmpty)
    }

    @Test(arguments: defects) func `every seeded defect is found`(_ defect: Defect) throws {
        let report = try Self.report("connecting-communities", with: defect)
        let found = report.problems.filter { $0.code.rawValue == defect.code }
        #expect(
            !found.isEmpty,
            "wanted \(defect.code), found \(report.problems.map(\.text).joined(separator: "\n"))")
        if ["R301", "R302", "R303"].contains(defect.code) { #expect(found.allSatisfy { $0.example != nil }) }
    }

    @Test func `a year without a rate is an error before anything is proved`() throws {
        let root = Repository.folder.appending(path: "Rules")
        let files = RuleFiles(main: "connecting-communities/connecting-communities.rules") { path in
            guard let bytes = try? SharedDomain.bytes(root.appending(path: path)) else { return nil }
            guard path.hasSuffix("national-minimum-wage.rules") else { return bytes }
            let lines = String(decoding: bytes, as: UTF8.self).split(
                separator: "\n", omittingEmptySubsequences: false)
            let year = lines.firstIndex { $0.contains("from 1 April 2019") } ?? 0
            return Array((lines[..<year] + lines[(year + 2)...]).joined(separator: "\n").utf8)
        }
        let map = try ShippedRulesTests.map()
        #expect(throws: Problems.self) { try RuleBook(files, map: map) }
    }

    @Test(arguments: [
        ("is at most £10,000", "is above £10,000", []), ("is below £10,000", "is above £10,000", ["R301"]),
        ("is at most £10,000", "is at least £10,000", ["R302"]),
        ("is below £10,000", "is at least £10,000.01", ["R301"]),
        ("is at most £10,000.01", "is above £10,000", ["R302"]),
    ]) func `cohorts by pay meet to the penny`(_ low: String, _ high: String, _ codes: [String]) throws {
        let text = """
            programme "Pay"
                runs from 1 January 2020 to 31 January 2020
                decided on start date
            calendar
                short months count to the first day of the next month
                29 February birthdays fall on 1 March
            fact pay: money per year
            connection home: "lives in the area"
            condition tie: has a connection to the lot
            condition low: pay is below £50,000
            eligible when tie and low
            cohort "Lower": pay \(low)
            cohort "Higher": pay \(high)
            lot "Alder"
                ward E05000001
            """
        let files = RuleFiles(main: "pay.rules") { _ in Array(text.utf8) }
        let report = try Self.report(files, nil)
        #expect(report.problems.map(\.code.rawValue) == codes, "\(report.problems.map(\.text))")
        for problem in report.problems {
            #expect(problem.example?.contains("pay: £10,000") == true, "\(problem.text)")
        }
    }
}
