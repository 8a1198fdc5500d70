import Foundation

/// Random numbers that are the same for the same seed: SplitMix64.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// True once in so many times.
    package mutating func once(in count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

    package mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &self)]
    }

    /// Text put together from pieces.
    package mutating func text(of pieces: [String], length: ClosedRange<Int>) -> [UInt8] {
        (0..<number(length)).flatMap { _ in Array(pick(pieces).utf8) }
    }

    /// The bytes of one of several texts.
    package mutating func bytes(ofOneOf texts: [String]) -> [UInt8] { Array(pick(texts).utf8) }
}

extension UInt64 {
    /// The seed that tests begin from, printed so that a failure can be repeated: 1, or `WARDWISE_SEED`.
    package static func printed(_ test: String = #function) -> UInt64 {
        print("seed of \(test): \(Asked.seed)")
        return Asked.seed
    }
}

/// What the environment asks of a run of the tests.
package enum Asked {
    /// Where random tests begin.
    package static let seed = UInt64(clamping: number("WARDWISE_SEED") ?? 1)
    /// How many people are decided in tests that take random people, where it is not as many as usual.
    package static let cases = number("WARDWISE_CASES")
    /// How many damaged files or lists are read, where it is not as many as usual.
    package static let corruptions = number("WARDWISE_CORRUPTIONS")

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
