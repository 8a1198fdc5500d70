import Diagnostics
import Eligibility
import Facts
import RuleTestSupport
import Testing
import Wards

/// Rules about the little country, and deciding with them.
extension World {
    static let facts = """
        boundaries "world.kml"
            neighbouring means sharing at least 1 metre of border
            E05009999 "New Beech" lies within E05000002 "Beech"
                assumed "The new ward is inside the old one."
        fact income: money per year
            ask "What are you paid?"
        fact status: "out of work" or "employed"
        fact date of birth: date
            must be on or before the start date
        connection home: "lives in the area"
            ask "Where do you live?"
        connection work: "works in the area"
        connection other tie: "has another tie to the area"
            refer, say "A person will decide about this tie."
        """

    static let decision = """
        define age: age from date of birth
        condition local connection: has a connection to the lot
            otherwise say "You need a tie to the area."
        condition old enough: age is at least 16
            otherwise say "You need to be 16."
        eligible when local connection and old enough
        """

    static func programme(_ clauses: String = "runs from 1 January 2020 to 31 December 2021") -> String {
        """
        programme "World", version "one"
            \(clauses)
            decided on the start date

        """
    }

    static func rules(_ lots: String, decision: String = decision, extra: String = "") -> String {
        programme() + facts + "\n" + decision + "\n" + lots + "\n" + extra + "\n"
    }

    static func book(_ text: String, withMap: Bool = true) throws -> RuleBook {
        let files = RuleFiles(main: "main.rules") { $0 == "main.rules" ? Array(text.utf8) : nil }
        do {
            return try RuleBook(files, map: withMap ? map() : nil)
        } catch {
            throw Shown(description: ((error as? Problems)?.all ?? []).map(\.text).joined(separator: "\n"))
        }
    }

    struct Shown: Error, CustomStringConvertible { var description: String }

    static func assessor(
        _ text: String, withMap: Bool = true, _ change: (inout Assessor.Options) -> Void = { _ in }
    ) throws -> Assessor {
        var options = Assessor.Options()
        options.postcodes = postcodes
        change(&options)
        return try Assessor(book(text, withMap: withMap), options: options)
    }
}

extension Assessor {
    /// Decides the person that some texts describe; the start date is 1 July 2020 and the age 30 unless said
    /// otherwise.
    func decide(_ texts: [String: String]) throws -> Assessment {
        var reader = PersonReader(book)
        var all = ["start date": "1 July 2020"]
        if texts["date of birth"] == nil, book.fields.field(named: "age") != nil { all["age"] = "30" }
        for (name, text) in all.merging(texts, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            reader.give(text, for: try #require(book.fields.field(named: name), "no field \(name)"))
        }
        return try assess(reader.finish())
    }

    /// The names of what is wrong with some texts; empty when nothing is.
    func errors(_ texts: [String: String]) throws -> [String] {
        do {
            _ = try decide(texts)
            return []
        } catch let problems as InputProblems {
            return problems.all.map(\.fact)
        }
    }
}
