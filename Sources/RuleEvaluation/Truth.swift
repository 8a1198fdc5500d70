/// Which of true and false a test can still be. Unknown is both; a test never is neither, save where what was given
/// contradicts itself.
public struct Truth: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let canBeFalse = Truth(rawValue: 1)
    public static let canBeTrue = Truth(rawValue: 2)
    public static let no: Truth = .canBeFalse
    public static let yes: Truth = .canBeTrue
    public static let unknown: Truth = [.canBeFalse, .canBeTrue]

    public init(_ isTrue: Bool) { self = isTrue ? .yes : .no }

    init(canBeTrue: Bool, canBeFalse: Bool) {
        self = canBeTrue ? (canBeFalse ? .unknown : .yes) : (canBeFalse ? .no : [])
    }

    /// Whether it is one or the other.
    public var isSettled: Bool { self == .yes || self == .no }

    public static prefix func ! (truth: Truth) -> Truth {
        Truth(canBeTrue: truth.contains(.canBeFalse), canBeFalse: truth.contains(.canBeTrue))
    }

    func and(_ other: Truth) -> Truth {
        Truth(
            canBeTrue: contains(.canBeTrue) && other.contains(.canBeTrue),
            canBeFalse: contains(.canBeFalse) || other.contains(.canBeFalse))
    }

    func or(_ other: Truth) -> Truth { !((!self).and(!other)) }
}
