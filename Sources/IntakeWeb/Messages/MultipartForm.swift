/// A form with a file in it, as browsers send it (`multipart/form-data`).
struct MultipartForm: Sendable {
    /// The fields that are no files.
    private(set) var fields = FormFields()
    /// The first file, and what the person calls it.
    private(set) var file: (name: String, bytes: [UInt8])?

    /// Nil when the body is not what its header says.
    init?(_ body: [UInt8], contentType: String) {
        guard let boundary = Self.parameter("boundary", of: contentType), !boundary.isEmpty,
            boundary.utf8.count <= 70
        else { return nil }
        let mark = Array("--\(boundary)".utf8)
        guard body.starts(with: mark) else { return nil }
        var position = mark.count
        for _ in 0...FormFields.limit {
            // After a boundary: the end, or a line break and one part.
            if body[position...].starts(with: [0x2D, 0x2D]) { return }
            guard body[position...].starts(with: [0x0D, 0x0A]) else { return nil }
            let end = Self.find([0x0D, 0x0A] + mark, in: body, from: position + 2)
            let headEnd = Self.find([0x0D, 0x0A, 0x0D, 0x0A], in: body, from: position)
            guard let end, let headEnd, headEnd + 4 <= end else { return nil }
            take(String(decoding: body[position..<headEnd], as: UTF8.self), body[(headEnd + 4)..<end])
            position = end + 2 + mark.count
        }
        return nil
    }

    private mutating func take(_ head: String, _ content: ArraySlice<UInt8>) {
        let line = head.split(whereSeparator: \.isNewline).first {
            $0.lowercased().hasPrefix("content-disposition:")
        }
        guard let line = line.map(String.init), let name = Self.parameter("name", of: line) else { return }
        if let fileName = Self.parameter("filename", of: line) {
            if file == nil { file = (fileName, Array(content)) }
        } else {
            fields.set(name, String(decoding: content, as: UTF8.self))
        }
    }

    /// `…; name="value"` or `…; name=value`.
    static func parameter(_ name: String, of field: String) -> String? {
        for part in field.split(separator: ";").dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, sides[0].filter({ $0 != " " }).lowercased() == name else { continue }
            let value = sides[1].drop { $0 == " " }
            guard value.hasPrefix("\"") else { return String(value) }
            return String(value.dropFirst().prefix { $0 != "\"" })
        }
        return nil
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, start >= 0 else { return nil }
        var position = start
        while position + needle.count <= bytes.count {
            guard let next = bytes[position...].firstIndex(of: first) else { return nil }
            if bytes[next...].starts(with: needle) { return next }
            position = next + 1
        }
        return nil
    }
}
