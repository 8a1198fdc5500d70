/// Goes from record to record, counting lines. A value, so that a position can be kept and gone back to.
struct RecordCursor: Sendable {
    enum Step: Equatable {
        case record
        /// No record is left.
        case end
        /// The next record may go on past the end of what has come.
        case needsMore
    }

    /// The index of the next byte to look at: always the start of a line, unless `skipsRestOfLine`.
    var offset: Int
    /// The number of the line at `offset`, from 1.
    var line: Int
    /// How many records have been passed.
    var records: Int
    var emptyLines = 0
    /// After a record that was cut, everything up to the next line break is passed over.
    var skipsRestOfLine = false

    init(offset: Int, line: Int = 1, records: Int = 0) {
        self.offset = offset
        self.line = line
        self.records = records
    }

    /// Finds the next record, passing over empty lines. The line of the record is `line` less the line breaks of
    /// its layout.
    mutating func next(
        in text: Span<UInt8>, isFinal: Bool, _ scanner: RecordScanner, into layout: inout RecordLayout
    ) -> Step {
        let ready = passEmptyLines(in: text, isFinal: isFinal)
        if ready != .record { return ready }
        guard scanner.scan(text, from: offset, isFinal: isFinal, into: &layout) else { return .needsMore }
        pass(layout)
        return .record
    }

    /// Passes one record without finding its cells.
    mutating func skip(
        in text: Span<UInt8>, isFinal: Bool, _ scanner: RecordScanner, using layout: inout RecordLayout
    ) -> Step {
        let ready = passEmptyLines(in: text, isFinal: isFinal)
        if ready != .record { return ready }
        // Up to the limit only: a record that is too long has to be cut by the scanner.
        let edge = min(text.count, offset + scanner.limits.recordBytes)
        let found = ByteSearch.first(
            of: ByteSearch.quote, ByteSearch.lineFeed, ByteSearch.carriageReturn, in: text, from: offset,
            to: edge)
        // The last byte is left to the scanner, for it may be half of CR LF.
        guard found < edge, found + 1 < text.count, text[found] != ByteSearch.quote else {
            return next(in: text, isFinal: isFinal, scanner, into: &layout)
        }
        layout.flaws.removeAll()
        offset = found + lineBreakWidth(in: text, at: found)
        line += 1
        records += 1
        return .record
    }

    /// Passes over the rest of a line that was cut; `.record` when there is nothing more to pass over.
    mutating func passRestOfLine(in text: Span<UInt8>, isFinal: Bool) -> Step {
        guard skipsRestOfLine else { return .record }
        offset = ByteSearch.firstLineBreak(in: text, from: offset, to: text.count)
        if needsMore(in: text, isFinal: isFinal) { return .needsMore }
        if offset == text.count { return .end }
        offset += lineBreakWidth(in: text, at: offset)
        line += 1
        skipsRestOfLine = false
        return .record
    }

    /// `.record` when the offset is at the first byte of a record.
    private mutating func passEmptyLines(in text: Span<UInt8>, isFinal: Bool) -> Step {
        let step = passRestOfLine(in: text, isFinal: isFinal)
        if step != .record { return step }
        while true {
            if needsMore(in: text, isFinal: isFinal) { return .needsMore }
            if offset == text.count { return .end }
            let width = lineBreakWidth(in: text, at: offset)
            if width == 0 { return .record }
            offset += width
            line += 1
            emptyLines += 1
        }
    }

    /// Whether the offset is at the end of what has come, or at a CR there that may be the first half of CR LF.
    private func needsMore(in text: Span<UInt8>, isFinal: Bool) -> Bool {
        if isFinal || offset + 1 < text.count { return false }
        return offset == text.count || text[offset] == ByteSearch.carriageReturn
    }
}

extension RecordLayout {
    /// Whether the record was too long, so that the rest of its line is to be passed over.
    var wasCut: Bool { flaws.contains { $0.kind == .tooLong } }
}
