import Foundation

/// The clock.
enum Moment {
    /// Now, to the second: `2019-03-04T10:15:00Z`.
    static var now: String { Date().formatted(.iso8601) }
}
