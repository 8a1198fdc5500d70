import BoundaryFiles
import BulkAssessment
import DelimitedText
import Diagnostics
import Eligibility
import Foundation
import Wards

@testable import DiagnosticPages

/// Gives the texts of an example to the readers and checkers they are meant for, and says what those find.
enum ExampleReading {
    static func problems(of samples: [Sample]) async throws -> [Problem] {
        if samples.contains(where: { $0.place == .terminal }) { return try terminal(samples) }
        let files = samples.files
        if files.contains(where: { $0.name.hasSuffix(".kml") || $0.name.hasSuffix(".geojson") }) {
            return boundaries(files)
        }
        if let list = files.first(where: { $0.name == "list.csv" }) {
            return try await problems(ofList: Array(list.text.utf8))
        }
        return try rules(samples.lines, files)
    }

    // MARK: Rules

    private static func rules(_ lines: String, _ files: [(name: String, text: String)]) throws -> [Problem] {
        var texts = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.text) })
        texts[BaseProgramme.main] = BaseProgramme.rules(with: lines)
        let read = RuleFiles(main: BaseProgramme.main) { texts[$0].map { Array($0.utf8) } }
        let map = try WardMap([
            BoundaryFile(bytes: Array(BaseProgramme.map.utf8), name: "wards.kml"),
            BoundaryFile(
                bytes: Array(BaseProgramme.outlines.utf8), name: "estates.kml", mayLackWards: true),
        ])
        let (rules, problems) = RuleBook.check(read, map: map)
        guard rules != nil else { return problems }
        let book = try RuleBook(read, map: map)
        var found = problems + ProofReport(try Assessor(book)).problems
        for file in files where file.name.hasSuffix(".cases.csv") {
            do throws(Problems) {
                let cases = try CaseFile.read(Array(file.text.utf8), named: file.name, fields: book.fields)
                let runner = ExampleRunner(try Assessor(book))
                precondition(!cases.isEmpty && cases.allSatisfy { runner.run($0).passed })
            } catch {
                found += error.all
            }
        }
        return found
    }

    // MARK: Boundaries

    /// What `wards validate` says, which includes everything that any reading of them does.
    private static func boundaries(_ files: [(name: String, text: String)]) -> [Problem] {
        problems(ofMaps: files.map { (bytes: Array(BaseProgramme.map(around: $0.text).utf8), name: $0.name) })
    }

    static func problems(
        ofMaps files: [(bytes: [UInt8], name: String)], limits: ReadingLimits = .standard
    ) -> [Problem] {
        BoundaryValidation(files.map { BoundarySurvey(bytes: $0.bytes, name: $0.name, limits: limits) })
            .problems
    }

    // MARK: Lists

    /// What a list as a whole is refused or warned about, and what its rows are rejected for.
    static func problems(
        ofList bytes: [UInt8], options delimited: DelimitedOptions = DelimitedOptions()
    ) async throws -> [Problem] {
        let text = BaseProgramme.rules(with: "")
        let book = try RuleBook(RuleFiles(main: BaseProgramme.main) { _ in Array(text.utf8) }, map: nil)
        var options = ListAssessment.Options()
        options.delimited = delimited
        do throws(Problems) {
            let summary = try await ListAssessment(Assessor(book), options: options).run(
                MemoryByteSource(bytes), named: "list.csv", write: { (_) throws(Problems) in }
            ).summary
            return summary.warnings
                + summary.rejects.map { Problem(Problem.Code(rawValue: $0.code), $0.cause) }
        } catch {
            return error.all
        }
    }

    // MARK: The terminal

    /// What the product says when the line is typed in a folder with the programme, its map and a list.
    private static func terminal(_ samples: [Sample]) throws -> [Problem] {
        let folder = try Product.folder(
            [
                (BaseProgramme.main, BaseProgramme.rules(with: samples.lines)),
                ("wards.kml", BaseProgramme.map), ("list.csv", BaseProgramme.list),
            ] + samples.files)
        defer { try? FileManager.default.removeItem(at: folder) }
        var found: [Problem] = []
        for sample in samples where sample.place == .terminal {
            var words = Product.words(of: sample.text)
            if words[1] == "assess" { words += ["--rules", BaseProgramme.main] }
            let run = try Product.run(Array(words.dropFirst()), in: folder)
            found += run.codes.map { Problem(Problem.Code(rawValue: $0), run.errors) }
            if run.codes.isEmpty, run.status != 0 {
                found.append(Problem(.init(rawValue: "none"), run.errors))
            }
        }
        return found
    }
}

extension [Sample] {
    /// The lines of rules among them.
    fileprivate var lines: String {
        compactMap { $0.place == .rules ? $0.text : nil }.joined(separator: "\n")
    }

    fileprivate var files: [(name: String, text: String)] {
        compactMap { if case .file(let name) = $0.place { (name, $0.text) } else { nil } }
    }
}
