/// A text of an example.
public struct Sample: Hashable, Sendable, Encodable, ExpressibleByStringLiteral {
    /// Where a text stands.
    public enum Place: Hashable, Sendable {
        /// Among the lines of a rule file.
        case rules
        /// In a file of this name: the whole of it, or what matters of it.
        case file(String)
        /// After the prompt of a terminal.
        case terminal

        /// The place as a heading says it; nil for lines of a rule file.
        public var name: String? {
            switch self {
            case .rules: nil
            case .file(let name): name
            case .terminal: "the terminal"
            }
        }
    }

    /// Where it stands.
    public let place: Place
    /// The lines, without a line ending after the last.
    public let text: String

    /// A file, or what matters of it.
    init(_ file: String, _ text: String) {
        place = .file(file)
        self.text = text
    }

    /// Lines of a rule file.
    public init(stringLiteral lines: String) {
        place = .rules
        text = lines
    }

    private init(command: String) {
        place = .terminal
        text = command
    }

    /// What is typed in the terminal.
    static func command(_ line: String) -> Sample { Sample(command: line) }
    /// Rows of a list.
    static func list(_ rows: String) -> Sample { Sample("list.csv", rows) }
    /// Pieces of a boundary file, one below the other.
    static func map(_ pieces: MapPiece...) -> Sample { map("wards.kml", pieces) }
    /// Pieces of a boundary file of a name.
    static func map(file: String, _ pieces: MapPiece...) -> Sample { map(file, pieces) }
    private static func map(_ file: String, _ pieces: [MapPiece]) -> Sample {
        Sample(file, pieces.map(\.text).joined(separator: "\n"))
    }
    /// A boundary file of the other kind.
    static func geoJSON(_ lines: String) -> Sample { Sample("wards.geojson", lines) }

    private enum Key: String, CodingKey { case place, text }

    /// An object with `place` (`rules`, `terminal` or the name of a file) and `text`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch place {
        case .rules: try container.encode("rules", forKey: .place)
        case .file(let name): try container.encode(name, forKey: .place)
        case .terminal: try container.encode("terminal", forKey: .place)
        }
        try container.encode(text, forKey: .text)
    }
}
