import RuleChecking
import Synchronization

/// What differs between people of whom the same is decided for the same reasons.
enum Gap: Hashable, Sendable {
    /// The value of an expression in words.
    case value(NodeID)
    /// The value that a rate goes by, after a space; nothing when it is not settled.
    case band(NodeID)
    /// How long a length of time is, after its name and a space.
    case time(NodeID)
    /// So many units of time, by the value of an expression.
    case length(NodeID, LengthUnit)
    /// The date the person is judged on.
    case decisionDate
    /// Ties of some kinds, as a sentence without its full stop.
    case connections(UInt64)
}

/// Numbers the gaps in sentences, the same for all who write them with one assessor.
final class GapNumbers: Sendable {
    private let known = Mutex(Known())
    /// The first node that is the same expression, for each that is not the first.
    private let firstNodes: [NodeID]

    private struct Known {
        var gaps: [Gap] = []
        var numbers: [Gap: Int] = [:]
    }

    init(_ rules: CheckedRules) {
        var known: [Node: NodeID] = [:]
        firstNodes = rules.nodes.indices.map { node in
            let first = known[rules.nodes[node]] ?? node
            known[rules.nodes[node]] = first
            return rules.types[first] == rules.types[node] ? first : node
        }
    }

    /// The gap of whatever is the same expression.
    private func first(_ gap: Gap) -> Gap {
        switch gap {
        case .value(let node): .value(firstNodes[node])
        case .band(let node): .band(firstNodes[node])
        case .time(let node): .time(firstNodes[node])
        case .length(let node, let unit): .length(firstNodes[node], unit)
        case .decisionDate, .connections: gap
        }
    }

    func number(of gap: Gap) -> Int {
        let gap = first(gap)
        return known.withLock { known in
            if let number = known.numbers[gap] { return number }
            known.numbers[gap] = known.gaps.count
            known.gaps.append(gap)
            return known.gaps.count - 1
        }
    }

    /// A gap that has a number.
    func gap(_ number: Int) -> Gap { known.withLock { $0.gaps[number] } }
}

/// Marks each gap in sentences by one character that nobody writes: sentences for one person can then be written for many
/// with their gaps filled.
package final class GapTable {
    private let numbers: GapNumbers
    /// Whether two parts of a sentence might be the same for one person and not for another, so that only one person’s
    /// sentence can be written.
    private(set) var isDoubtful = false

    /// The first of the characters for private use on plane 15, whose bytes all begin with `F3` and then `B0` or more.
    private static let firstMark: UInt32 = 0xF_0000
    private static let mostGaps = 60_000

    init(_ numbers: GapNumbers) { self.numbers = numbers }

    /// A gap that some sentence has, by its number.
    func gap(_ number: Int) -> Gap { numbers.gap(number) }

    /// The character that stands for a gap.
    func mark(_ gap: Gap) -> String {
        let number = numbers.number(of: gap)
        guard number < Self.mostGaps, let scalar = Unicode.Scalar(Self.firstMark + UInt32(number)) else {
            isDoubtful = true
            return ""
        }
        return String(Character(scalar))
    }

    /// Takes note when a text with gaps could turn out the same as another that is not the same now.
    func compare(_ texts: [String], _ others: [String]) {
        for text in texts {
            for other in others where text != other && (Self.hasGap(text) || Self.hasGap(other)) {
                for one in beginnings(text) {
                    for two in beginnings(other) where one.hasPrefix(two) || two.hasPrefix(one) {
                        isDoubtful = true
                    }
                }
            }
        }
    }

    /// What a text can begin with.
    private func beginnings(_ text: String) -> [String] {
        let scalars = text.unicodeScalars
        if let first = scalars.first, Self.isMark(first),
            case .connections = gap(Int(first.value - Self.firstMark))
        {
            return ["Reaches ", "No tie to "]
        }
        return [String(scalars.prefix { !Self.isMark($0) })]
    }

    func clearDoubt() { isDoubtful = false }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        (firstMark..<firstMark + UInt32(mostGaps)).contains(scalar.value)
    }

    private static func hasGap(_ text: String) -> Bool { text.unicodeScalars.contains(where: isMark) }

    /// The pieces of a text: bytes that are the same for everybody, and gaps between them.
    package static func pieces(_ bytes: ArraySlice<UInt8>) -> [Piece] {
        var pieces: [Piece] = []
        var (begin, index) = (bytes.startIndex, bytes.startIndex)
        while index < bytes.endIndex {
            // The four bytes of a mark, as UTF-8 has them.
            guard bytes[index] == 0xF3, index + 3 < bytes.endIndex, bytes[index + 1] & 0x30 == 0x30 else {
                index += 1
                continue
            }
            let tail = bytes[index + 1..<index + 4].reduce(0) { $0 << 6 | UInt32($1 & 0x3F) }
            let number = (3 << 18 | tail) - firstMark
            if index > begin { pieces.append(.bytes(Array(bytes[begin..<index]))) }
            pieces.append(.gap(Int(number)))
            index += 4
            begin = index
        }
        if index > begin { pieces.append(.bytes(Array(bytes[begin...]))) }
        return pieces
    }

    /// A part of a text.
    package enum Piece: Sendable {
        case bytes([UInt8])
        /// By its number.
        case gap(Int)
    }
}
