import Diagnostics
import Eligibility
import Facts
@_exported import JSONText

/// A decision as it is kept: everything it rested on, what was decided and why, in one text that any later run can
/// make again byte for byte.
///
/// `RecordSchema.text` is its JSON Schema.
public struct DecisionRecord: Sendable, Hashable {
    /// A fact in the words it was given in.
    public struct GivenFact: Sendable, Hashable {
        /// The fact, as the rules name it.
        public var name: String
        /// The words.
        public var text: String

        /// A fact in words.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// Who stands by the decision.
    public struct SignOff: Sendable, Hashable {
        /// Who, as an organisation names people.
        public var by: String
        /// When, as the caller’s clock has it: `2019-03-04T10:15:00Z`.
        public var at: String

        /// A sign-off.
        public init(by: String, at: String) {
            self.by = by
            self.at = at
        }
    }

    /// Everything in it, the digest among it.
    public let json: JSONValue

    /// The version of what a record holds.
    static let format = "wardwise decision record 2"
    /// The version before it, which held the digests of boundaries without names, and no counts of places.
    static let earlierFormat = "wardwise decision record 1"

    /// Whether it is of the version before this one.
    var isEarlier: Bool { json["format"]?.text == Self.earlierFormat }

    /// The record of a decision about one person.
    ///
    /// - Parameters:
    ///   - facts: as they were given; a connection may have several places.
    ///   - signOff: who stands by it; nil for a decision that nobody has looked at.
    /// - Throws: everything wrong with what was given.
    public init(
        _ facts: [GivenFact], by assessor: Assessor, signOff: SignOff? = nil
    ) throws(InputProblems) {
        let person = try assessor.person(facts.map { ($0.name, $0.text) })
        let assessment = try assessor.assess(person)
        var members = Self.decision(assessment)
        members["format"] = .text(Self.format)
        members["engine"] = .object([
            "name": .text("wardwise"), "version": .text(Engine.version),
        ])
        members["rules"] = Self.rules(assessor.book)
        members["boundaries"] = Self.boundaries(assessor.book)
        members["places"] = .array(
            assessor.places.map {
                .object([
                    "lot": .text($0.lot), "cohort": .text($0.cohort),
                    "taken": .text("\($0.count.taken)"), "places": .text("\($0.count.places)"),
                ])
            })
        members["postcodes"] =
            assessor.postcodes.map {
                .object(["digest": .text($0.digest), "source": .text($0.words)])
            } ?? .null
        members["nearMetres"] = .text("\(assessor.nearMetres)")
        members["facts"] = .array(
            facts.map { .object(["name": .text($0.name), "given": .text($0.text)]) })
        members["interpretations"] = .array(
            assessor.readings(for: person).map {
                .object([
                    "name": .text($0.name), "reading": .text($0.reading), "default": .bool($0.isDefault),
                ])
            })
        members["trace"] = .array(
            try assessor.trace(person).map {
                .object([
                    "kind": .text($0.kind.rawValue), "name": .text($0.name), "value": .text($0.value),
                ])
            })
        members["signedOff"] =
            signOff.map {
                .object(["by": .text($0.by), "at": .text($0.at)])
            } ?? .null
        json = Self.sealed(members)
    }

    /// The files of boundaries, without the folders they were in.
    private static func boundaries(_ book: RuleBook) -> JSONValue {
        guard let map = book.map else { return .array([]) }
        return .array(
            zip(map.fileNames, map.digests).map { name, digest in
                let base = name.split(separator: "/").last.map(String.init) ?? name
                return .object(["name": .text(base), "sha256": .text(digest.hex)])
            })
    }

    /// The same decision as the version before would have kept it.
    func asEarlier() -> DecisionRecord {
        guard case .object(var members) = json else { return self }
        members["format"] = .text(Self.earlierFormat)
        members["boundaries"] = .array(
            (members["boundaries"]?.array ?? []).map { $0["sha256"] ?? .null })
        members["places"] = nil
        return DecisionRecord(sealing: members)
    }

    private init(sealing members: JSONObject) { json = Self.sealed(members) }

    private static func rules(_ book: RuleBook) -> JSONValue {
        .object([
            "title": .text(book.title), "version": .optional(book.version),
            "digest": .text(book.digest.hex),
            "files": .array(
                book.files.map { .object(["name": .text($0.name), "sha256": .text($0.digest.hex)]) }),
        ])
    }

    private static func decision(_ assessment: Assessment) -> JSONObject {
        [
            "decisionDate": .text(assessment.decisionDate.iso),
            "outcome": .text(assessment.outcome.rawValue),
            "cohort": .text(assessment.cohortText),
            "lots": .array(
                assessment.lots.map {
                    .object([
                        "lot": .text($0.lot), "connections": .texts($0.connections),
                        "provider": .optional($0.provider),
                    ])
                }),
            "conditions": .array(
                assessment.conditions.map {
                    .object([
                        "name": .text($0.name), "result": .text($0.result.rawValue),
                        "reason": .text($0.reason),
                    ])
                }),
            "reasons": .texts(assessment.reasons),
            "askNext": .texts(assessment.askNext.map(\.name)),
            "place": .optional(assessment.place?.rawValue),
            "notes": .texts(assessment.notes),
            "assumptions": .texts(assessment.assumptions),
            "otherReadings": .texts(assessment.otherReadings),
        ]
    }

    // MARK: The digest

    /// The members with the SHA-256 of the text that they make without it.
    private static func sealed(_ members: JSONObject) -> JSONValue {
        var members = members
        members["sha256"] = nil
        members["sha256"] = .text(Digest(of: JSONValue.object(members).canonicalBytes).hex)
        return .object(members)
    }

    /// The record in its one text, in UTF-8.
    public var bytes: [UInt8] { json.canonicalBytes }

    /// The record in its one text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The SHA-256 of everything else in it: a name for exactly this decision.
    public var sha256: String { json["sha256"]?.text ?? "" }

    // MARK: Reading

    /// Reads a record and sees that nothing in it has changed.
    ///
    /// - Parameter name: the file as the user named it, for problems.
    public init(bytes: [UInt8], named name: String) throws(Problems) {
        do throws(JSONReader.Fault) {
            json = try JSONReader.read(bytes)
        } catch {
            let place = "line \(error.line), column \(error.column)"
            throw Problems(
                Problem(
                    .noRecord, "“\(name)” is not a decision record: \(place) cannot be read.",
                    expected: "\(error.expected)."))
        }
        guard let format = json["format"]?.text, format.hasPrefix("wardwise decision record ") else {
            throw Problems(
                Problem(
                    .noRecord, "“\(name)” is not a decision record: it does not say that it is one.",
                    expected: "a file that `wardwise decide --save` or `ask --save` wrote."))
        }
        guard [Self.format, Self.earlierFormat].contains(format) else {
            throw Problems(
                Problem(
                    .laterRecord, "“\(name)” is a “\(format)”, which this version cannot replay.",
                    expected: "a “\(Self.format)”, or a later version of Wardwise."))
        }
        guard case .object(let members) = json, Self.sealed(members) == json, json.canonicalBytes == bytes
        else {
            throw Problems(
                Problem(
                    .changedRecord,
                    "“\(name)” is not as it was written: it does not fit the SHA-256 in it.",
                    expected: "a record that nobody has changed, to the byte."))
        }
    }
}

extension Problem.Code {
    /// A file that is not a decision record.
    static let noRecord = Problem.Code(rawValue: "D101")
    /// A record of a later kind.
    static let laterRecord = Problem.Code(rawValue: "D102")
    /// A record that was changed after it was written.
    static let changedRecord = Problem.Code(rawValue: "D103")
}
