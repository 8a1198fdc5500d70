/// A stretch of one line of a named source, already resolved to what a person sees in an editor.
public struct SourcePlace: Hashable, Sendable, Codable {
    /// The source as the user named it: a path, or a description such as “standard input”.
    public var source: String
    /// The line, from 1.
    public var line: Int
    /// The column of the first character, from 1, counted in characters. Nil when only the line is known.
    public var column: Int?
    /// The number of characters concerned, at least 1.
    public var length: Int
    /// The text of the line, without its line ending. Nil when it is not worth showing.
    public var excerpt: String?
    /// What this place has to do with the problem, such as “first declared here”.
    public var label: String?

    /// A place in a source.
    public init(
        source: String, line: Int, column: Int? = nil, length: Int = 1, excerpt: String? = nil,
        label: String? = nil
    ) {
        self.source = source
        self.line = line
        self.column = column
        self.length = length
        self.excerpt = excerpt
        self.label = label
    }
}
