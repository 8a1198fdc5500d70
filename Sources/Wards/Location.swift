/// The position of a ward in `WardMap.wards`, which is sorted by code.
public typealias WardIndex = Int

/// A few wards in order of their codes. One ward alone, which is nearly always the case, needs no memory of
/// its own.
public struct WardIndices: RandomAccessCollection, Hashable, Sendable, ExpressibleByArrayLiteral {
    private enum Storage: Hashable, Sendable {
        case one(Int32)
        case several([Int32])
    }
    private let storage: Storage

    /// One ward.
    @inline(__always)
    init(_ ward: Int32) { storage = .one(ward) }

    /// Wards that are in order already, each once.
    init(sorted wards: [Int32]) { storage = wards.count == 1 ? .one(wards[0]) : .several(wards) }

    /// Any wards, put in order, each once.
    public init(_ wards: some Sequence<WardIndex>) {
        let sorted = Set(wards).sorted().map { Int32(clamping: $0) }
        storage = sorted.count == 1 ? .one(sorted[0]) : .several(sorted)
    }

    /// Any wards, put in order, each once.
    public init(arrayLiteral elements: WardIndex...) { self.init(elements) }

    /// Always 0.
    public var startIndex: Int { 0 }

    /// The number of wards.
    public var endIndex: Int {
        switch storage {
        case .one: 1
        case .several(let wards): wards.count
        }
    }

    /// The ward at a place of the list, from 0 up to `count`.
    public subscript(position: Int) -> WardIndex {
        switch storage {
        case .one(let ward): Int(ward)
        case .several(let wards): Int(wards[position])
        }
    }
}

/// Where a point is on a map of wards.
public enum Location: Hashable, Sendable {
    /// On no border, and in these wards: one, unless the wards of the file overlap.
    case inside(WardIndices)
    /// On a border or a corner of at least one of these wards, and in the others: every ward it touches.
    case boundary(WardIndices)
    /// In no ward: beyond the map, or in a hole or gap of it.
    case outside

    /// The wards that the point is in or touches; none outside.
    public var wards: WardIndices {
        switch self {
        case .inside(let wards), .boundary(let wards): wards
        case .outside: []
        }
    }
}
