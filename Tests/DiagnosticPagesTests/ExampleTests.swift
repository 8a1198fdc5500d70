import Diagnostics
import Testing

@testable import DiagnosticPages

/// Every example of every page does what the page says.
struct ExampleTests {
    private static let pages = DiagnosticFamily.all.flatMap(\.pages)

    @Test(arguments: pages)
    func `the wrong example has this problem, and the right one has none`(page: DiagnosticPage) async throws {
        guard case .shown(let wrong, let right) = page.example else { return }
        // Examples show only what matters, and leave much unused.
        let isUnused = { (problem: Problem) in problem.code.rawValue == "R231" && page.code != problem.code }
        let found = try await ExampleReading.problems(of: wrong).filter { !isUnused($0) }
        let codes = Set(found.map(\.code))
        #expect(codes.contains(page.code), "\(found.map(\.text).joined(separator: "\n"))")
        #expect(
            codes.isSubset(of: [page.code] + page.related), "\(found.map(\.text).joined(separator: "\n"))")
        // Notes are no problems, when the page speaks of them.
        let left = try await ExampleReading.problems(of: right).filter {
            !isUnused($0) && ($0.severity != .note || !page.related.contains($0.code))
        }
        #expect(left.isEmpty, "\(left.map(\.text).joined(separator: "\n"))")
    }
}
