import Diagnostics
import Eligibility
import Facts
import JSONText

/// A recorded decision made again.
public struct Replay: Sendable, Hashable {
    /// Something in which the decision made again is not the one recorded.
    public struct Difference: Sendable, Hashable {
        /// What it is, from the outside in: `conditions, 2, result`.
        public var path: String
        /// What was recorded; nil where there was nothing.
        public var recorded: String?
        /// What was found now; nil where there is nothing.
        public var found: String?
    }

    /// Empty when the record was made again byte for byte.
    public let differences: [Difference]

    /// Whether the record is of an earlier version, which did not keep the counts of places: a place that differs may
    /// be due to those.
    public let lacksPlaces: Bool

    /// The options under which a record is made again: its readings, its distance to borders and its counts of places.
    public static func options(for record: DecisionRecord, _ given: Assessor.Options) -> Assessor.Options {
        var options = given
        for interpretation in record.json["interpretations"]?.array ?? [] {
            guard let name = interpretation["name"]?.text, let reading = interpretation["reading"]?.text
            else { continue }
            options.readings[name] = reading
        }
        for place in record.json["places"]?.array ?? [] {
            guard let lot = place["lot"]?.text, let cohort = place["cohort"]?.text,
                let count = PlacesTaken(
                    "\(place["taken"]?.text ?? "") of \(place["places"]?.text ?? "")")
            else { continue }
            options.places.append(.init(lot: lot, cohort: cohort, count: count))
        }
        if let metres = record.json["nearMetres"]?.text.flatMap(Double.init), metres.isFinite, metres >= 0 {
            options.nearMetres = metres
        }
        return options
    }

    /// Makes a recorded decision again.
    ///
    /// - Throws: what is wrong with the facts recorded, by these rules.
    public init(_ record: DecisionRecord, by assessor: Assessor) throws(InputProblems) {
        let facts = (record.json["facts"]?.array ?? []).map {
            DecisionRecord.GivenFact(name: $0["name"]?.text ?? "", text: $0["given"]?.text ?? "")
        }
        let signOff = record.json["signedOff"].flatMap { signed -> DecisionRecord.SignOff? in
            guard let by = signed["by"]?.text, let at = signed["at"]?.text else { return nil }
            return DecisionRecord.SignOff(by: by, at: at)
        }
        let now = try DecisionRecord(facts, by: assessor, signOff: signOff)
        lacksPlaces = record.isEarlier
        let again = record.isEarlier ? now.asEarlier() : now
        var found: [Difference] = []
        Self.compare(record.json, again.json, [], &found)
        // The digest of a record differs with anything in it, which says nothing more.
        differences = found.count > 1 ? found.filter { $0.path != "sha256" } : found
    }

    private static func compare(
        _ recorded: JSONValue?, _ now: JSONValue?, _ path: [String], _ found: inout [Difference]
    ) {
        if recorded == now { return }
        switch (recorded, now) {
        case (.object(let before), .object(let after)):
            for name in Set(before.names).union(after.names).sorted() {
                compare(before[name], after[name], path + [name], &found)
            }
        case (.array(let before), .array(let after)):
            for index in 0..<max(before.count, after.count) {
                compare(
                    index < before.count ? before[index] : nil, index < after.count ? after[index] : nil,
                    path + ["\(index + 1)"], &found)
            }
        default:
            found.append(
                Difference(
                    path: path.joined(separator: ", "), recorded: recorded?.plain, found: now?.plain))
        }
    }
}

extension JSONValue {
    /// A text without marks around it; anything else as JSON.
    fileprivate var plain: String {
        text ?? String(decoding: canonicalBytes.dropLast(), as: UTF8.self)
    }
}
