import Geometry

/// Where postcodes are: a look-up of their centres, sixteen bytes a postcode.
///
/// Degrees are kept to seven decimals, a centimetre, as the sources give them.
public struct PostcodePlaces: Sendable {
    private struct Entry: Sendable {
        /// The characters of the postcode, six bits each.
        var key: UInt64
        var longitude: Int32
        var latitude: Int32
    }

    private var entries: [Entry]

    /// A look-up of these places. Rows without a place should be left out: those whose longitude and
    /// latitude are not degrees, as `99.999999, 0` stands for one in some sources, are. Of a postcode given
    /// twice the last counts.
    public init(_ rows: some Sequence<(postcode: Postcode, latitude: Double, longitude: Double)>) {
        var entries: [(entry: Entry, order: Int)] = []
        for (order, row) in rows.enumerated() {
            let place = Coordinate(longitude: row.longitude, latitude: row.latitude)
            guard place.isOnEarth, !(row.latitude == 0 && row.longitude == 0) else { continue }
            let entry = Entry(
                key: Self.key(row.postcode), longitude: Int32((row.longitude * 1e7).rounded()),
                latitude: Int32((row.latitude * 1e7).rounded()))
            entries.append((entry, order))
        }
        entries.sort { ($0.entry.key, $0.order) < ($1.entry.key, $1.order) }
        self.entries = []
        self.entries.reserveCapacity(entries.count)
        for (entry, _) in entries {
            if self.entries.last?.key == entry.key { self.entries.removeLast() }
            self.entries.append(entry)
        }
    }

    /// The number of postcodes with a place.
    public var count: Int { entries.count }

    /// The centre of a postcode, or nil when it is not in the look-up.
    public subscript(_ postcode: Postcode) -> Coordinate? {
        let key = Self.key(postcode)
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].key == key else { return nil }
        return Coordinate(
            longitude: Double(entries[low].longitude) / 1e7, latitude: Double(entries[low].latitude) / 1e7)
    }

    private static func key(_ postcode: Postcode) -> UInt64 {
        postcode.text.utf8.reduce(0) { key, byte in
            // Space, digits, letters: 32 to 95, which is six bits.
            key << 6 | UInt64((byte &- 0x20) & 0x3F)
        }
    }
}
