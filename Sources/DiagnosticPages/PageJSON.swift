import Diagnostics

extension DiagnosticPage: Encodable {
    private enum Key: String, CodingKey {
        case code, title, meaning, remedy, wrong, right, noExample, related
    }

    /// One object; `wrong` and `right` are lists of texts and where they stand.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(code, forKey: .code)
        try container.encode(title, forKey: .title)
        try container.encode(meaning, forKey: .meaning)
        try container.encode(remedy, forKey: .remedy)
        switch example {
        case .shown(let wrong, let right):
            try container.encode(wrong, forKey: .wrong)
            try container.encode(right, forKey: .right)
        case .none(let why): try container.encode(why, forKey: .noExample)
        }
        try container.encode(related, forKey: .related)
    }
}

/// A code and its title, for lists of all codes.
public struct PageTitle: Encodable, Hashable, Sendable {
    /// What the code is about.
    public let family: String
    /// The code.
    public let code: Problem.Code
    /// What is wrong, in a few words.
    public let title: String

    /// All of them, in order.
    public static let all = DiagnosticFamily.all.flatMap { family in
        family.pages.map { PageTitle(family: family.title, code: $0.code, title: $0.title) }
    }
}
