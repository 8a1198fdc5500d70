import Eligibility

/// One answer of an interview, in the words it was given in.
public struct InterviewAnswer: Sendable, Hashable {
    /// The fact or connection, as the rules name it; with the form of a place where one was given: `home postcode`.
    public var name: String
    /// The words, such as `3 September 2018`, `£14,200`, `not known`.
    public var text: String
    /// The same as a field of the rules.
    public var field: Field
    /// Whether it was asked for. What was given without being asked is not gone back to.
    public var wasAsked: Bool

    /// For an answer that is not known.
    public static let notKnown = "not known"
    /// For an answer that somebody prefers not to give.
    public static let refused = "prefer not to say"
    /// For a tie that there is none of, and for facts that may be “none”.
    public static let none = "none"
}

extension Field {
    /// The question that a field answers: every form of a place answers the same one.
    var question: Field {
        if case .tie(let index, _) = self { .tie(index, .place) } else { self }
    }
}
