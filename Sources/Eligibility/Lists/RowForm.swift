/// What becomes of a person: their plan, their lots and their day, each by the number that a worker gives it, so that
/// handing it on costs nothing and others can keep something beside each.
@usableFromInline
package struct RowForm: Sendable {
    @usableFromInline package let plan: Int
    @usableFromInline package let place: Int
    @usableFromInline package let day: Int
    /// Whether anything may have to be said about the places of their ties.
    let isRemarked: Bool
}

/// The lot that the conditions of a person are about.
@usableFromInline
package struct LeadingLot: Sendable {
    /// Its index; the number of lots or more where there is none to speak of.
    let lot: Int
    /// The stretch of days that the day is in.
    let era: Int
    /// The kinds of ties to it that there are for certain, as bits; none when it is not one of those reached.
    let known: UInt64
    /// The lots of the decision, as bits.
    let found: UInt64
}
