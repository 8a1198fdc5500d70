import Facts

/// When a request comes, as the edge of the program tells it: the library reads no clock.
public struct Moment: Sendable, Hashable {
    /// The day on the wall, offered as the day of a decision.
    public var today: CivilDate
    /// Seconds on a clock that is never put back.
    public var seconds: Int

    /// A day, and seconds on a clock that only goes forward.
    public init(today: CivilDate, seconds: Int) {
        self.today = today
        self.seconds = seconds
    }
}
