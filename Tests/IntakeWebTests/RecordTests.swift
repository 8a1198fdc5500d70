import DecisionRecords
import Diagnostics
import IntakeWeb
import Synchronization
import Testing

/// Keeping a decision: as a file, or in a journal when somebody asks for it.
struct RecordTests {
    /// Remembers what it was asked to record.
    private final class Recorder: Sendable {
        let decisions = Mutex<[DecisionKeeper.Decision]>([])

        func keeper(failing: Bool = false) -> DecisionKeeper {
            DecisionKeeper { (decision) throws(Problems) in
                if failing {
                    throw Problems(Problem(Problem.Code(rawValue: "F101"), "The journal is full."))
                }
                return self.decisions.withLock {
                    $0.append(decision)
                    return $0.count
                }
            }
        }
    }

    private func decided(_ settings: IntakeSite.Settings) async throws -> Browser {
        var browser = Browser(try Sites.invented(settings))
        await browser.start()
        await browser.submit(["choice": "1"])
        await browser.open(browser.base + "/result")
        #expect(PageStructure(browser.page).faults == [])
        return browser
    }

    @Test func `without a journal nothing can be recorded`() async throws {
        var browser = try await decided(.init())
        #expect(!browser.page.contains("Record this decision"))
        await browser.submit(["by": "Jo", "person": "7"], to: browser.base + "/keep")
        #expect(browser.status == 404)
    }

    @Test func `a decision is recorded once, with who and whom, until an answer changes`() async throws {
        let recorder = Recorder()
        var settings = IntakeSite.Settings()
        settings.keeper = recorder.keeper()
        var browser = try await decided(settings)
        let base = browser.base
        await browser.submit(["by": " ", "person": "7"], to: base + "/keep")
        #expect(browser.status == 422 && browser.page.contains("Enter your name"))
        #expect(PageStructure(browser.page).faults == [])
        for _ in 0..<2 { await browser.submit(["by": "Jo <b>", "person": "7"], to: base + "/keep") }
        #expect(browser.page.contains("Recorded in the journal as entry 1."))
        let kept = recorder.decisions.withLock { $0 }
        #expect(kept.count == 1)
        #expect(kept.first?.by == "Jo <b>" && kept.first?.person == "7")
        #expect(kept.first?.facts.first?.name == "day")
    }

    @Test func `what goes wrong with the journal is told`() async throws {
        var settings = IntakeSite.Settings()
        settings.keeper = Recorder().keeper(failing: true)
        var browser = try await decided(settings)
        await browser.submit(["by": "Jo", "person": "7"], to: browser.base + "/keep")
        #expect(browser.status == 422 && browser.page.contains("The journal is full."))
    }

    @Test func `the saved file is a record that reads as one`() async throws {
        var browser = try await decided(.init())
        await browser.open(browser.base + "/decision.json")
        let record = try DecisionRecord(bytes: browser.reply?.body ?? [], named: "decision.json")
        #expect(record.sha256.count == 64)
    }
}
