/// A day with its year, month and day of the month at hand, for those who need them more than once.
@usableFromInline
package struct CalendarDay: Sendable {
    @usableFromInline package let date: CivilDate
    /// Year, month and day of the month in one number, in the order of days.
    @usableFromInline let ordered: Int32

    /// Takes a day apart.
    @inlinable
    package init(_ date: CivilDate) {
        self.date = date
        let (year, month, day) = date.components
        ordered = Int32(truncatingIfNeeded: year &<< 9 | month &<< 5 | day)
    }

    /// 1 to 9999.
    @inlinable
    package var year: Int { Int(ordered &>> 9) }
    /// 1 to 12.
    @inlinable
    package var month: Int { Int(ordered &>> 5 & 15) }
    /// 1 to 31.
    @inlinable
    package var day: Int { Int(ordered & 31) }

    @inlinable
    var isLeapDay: Bool { ordered & 511 == 2 &<< 5 | 29 }
    /// Whether it is the last day of a February without a 29th.
    @inlinable
    var isLastOfFebruary: Bool { ordered & 511 == 2 &<< 5 | 28 && !CivilDate.isLeap(year) }
}
