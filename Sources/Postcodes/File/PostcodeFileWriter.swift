import Archives

/// Makes a compact file of rows in any order.
struct PostcodeFileWriter {
    private var rows: [PostcodeRow] = []

    /// Postcodes of which two rows say different things, in order: the first few, and how many.
    struct Repeats {
        var first: [Postcode] = []
        var count = 0
    }

    /// Takes a row; there can be `PostcodeRow.mostRows`.
    mutating func add(_ row: PostcodeRow) {
        var row = row
        row.key |= UInt64(rows.count)
        rows.append(row)
    }

    var count: Int { rows.count }
    var placed: Int { rows.count { $0.hasPlace } }
    var terminated: Int { rows.count { $0.terminated > 0 } }
    var largeUsers: Int { rows.count { $0.isLargeUser } }

    /// The header and the blocks that follow it.
    struct File {
        var header: PostcodeFileHeader
        var blocks: [UInt8] = []
        var repeats: Repeats

        var bytes: [UInt8] { header.bytes + blocks }
    }

    /// The file. Of a postcode with several rows one in use is taken before one that is not, one with a place before
    /// one without, and a later row before an earlier one.
    mutating func finish(source: String, vintage: String, accuracyMetres: Int) -> File {
        let repeats = sort()
        let isInMillionths = rows.allSatisfy {
            $0.degrees.latitude.isMultiple(of: 10) && $0.degrees.longitude.isMultiple(of: 10)
        }
        let step: UInt32 = isInMillionths ? 10 : 1
        var blocks: [UInt8] = []
        var sectors: [PostcodeFileHeader.Sector] = []
        var start = 0
        while start < rows.count {
            let sector = rows[start].sector
            let end = rows[start...].firstIndex { $0.sector != sector } ?? rows.count
            let block = SectorBlock.bytes(of: rows[start..<end], step: step)
            sectors.append(
                .init(number: sector, start: UInt32(blocks.count), checksum: Checksum(of: block).value))
            blocks += block
            start = end
        }
        let header = PostcodeFileHeader(
            source: source, vintage: vintage, accuracyMetres: accuracyMetres, step: step,
            rows: (count, placed), sectors: sectors, blockBytes: blocks.count)
        return File(header: header, blocks: blocks, repeats: repeats)
    }

    private mutating func sort() -> Repeats {
        rows.sort { $0.key < $1.key }
        var repeats = Repeats()
        var kept: [PostcodeRow] = []
        kept.reserveCapacity(rows.count)
        var counted: PostcodeRow?
        for row in rows {
            guard let last = kept.last, last.isOfSamePostcode(as: row) else {
                kept.append(row)
                continue
            }
            guard !last.saysSame(as: row) else { continue }
            if counted?.isOfSamePostcode(as: row) != true {
                counted = row
                repeats.count += 1
                if repeats.first.count < 5, let postcode = Postcode(sector: row.sector, unit: row.unit) {
                    repeats.first.append(postcode)
                }
            }
            if row.rank >= last.rank { kept[kept.count - 1] = row }
        }
        rows = kept
        return repeats
    }
}

extension PostcodeRow {
    fileprivate var rank: Int { (terminated == 0 ? 2 : 0) + (hasPlace ? 1 : 0) }
}
