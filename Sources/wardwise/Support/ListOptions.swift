import ArgumentParser
import DelimitedText
import Diagnostics

/// How options about lists are written.
enum ListOptions {
    static let encodings = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
}

extension TextEncoding: ExpressibleByArgument {}

extension Delimiter: ExpressibleByArgument {
    /// Reads the name of a separator.
    public init?(argument: String) {
        guard let found = Self.allCases.first(where: { $0.name == argument.lowercased() }) else { return nil }
        self = found
    }

    /// The names of all.
    public static var allValueStrings: [String] { allCases.map(\.name) }
    /// Its name.
    public var defaultValueDescription: String { name }
}

extension Problem.Code {
    /// An option with a value that means nothing.
    static let wrongOption = Problem.Code(rawValue: "F105")
}
