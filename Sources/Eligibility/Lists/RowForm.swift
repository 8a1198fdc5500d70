/// A plan for people who are tied to the same lots in the same ways, with the day of one of them: only numbers, so that
/// handing one on costs nothing.
package struct RowForm: Sendable {
    /// Counts the forms of one worker, for what others keep beside a form.
    package let number: Int
    let plan: Int
    /// Counts the days that the worker has met.
    package let day: Int
}

/// The lot that the conditions of a person are about.
package struct LeadingLot: Sendable {
    /// Its index; the number of lots or more where there is none to speak of.
    let lot: Int
    /// The stretch of days that the day is in.
    let era: Int
    /// The kinds of ties to it that there are for certain, as bits; none when it is not one of those reached.
    let known: UInt64
}
