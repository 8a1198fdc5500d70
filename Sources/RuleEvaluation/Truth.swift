/// Which of true and false a test can still be. Unknown is both; a test never is neither, save where what was given
/// contradicts itself.
package struct Truth: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let canBeFalse = Truth(rawValue: 1)
    package static let canBeTrue = Truth(rawValue: 2)
    package static let no: Truth = .canBeFalse
    package static let yes: Truth = .canBeTrue
    package static let unknown: Truth = [.canBeFalse, .canBeTrue]

    package init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

    init(canBeTrue: Bool, canBeFalse: Bool) {
        self = canBeTrue ? (canBeFalse ? .unknown : .yes) : (canBeFalse ? .no : [])
    }

    /// Whether it is one or the other.
    package var isSettled: Bool { self == .yes || self == .no }

    package static prefix func ! (truth: Truth) -> Truth {
        Truth(canBeTrue: truth.contains(.canBeFalse), canBeFalse: truth.contains(.canBeTrue))
    }

    /// Whether both hold.
    package func and(_ other: Truth) -> Truth {
        Truth(
            canBeTrue: contains(.canBeTrue) && other.contains(.canBeTrue),
            canBeFalse: contains(.canBeFalse) || other.contains(.canBeFalse))
    }

    /// Whether at least one holds.
    package func or(_ other: Truth) -> Truth { !((!self).and(!other)) }
}
