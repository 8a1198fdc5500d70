/// One request, as far as pages look at it.
public struct WebRequest: Sendable {
    /// What is asked for.
    public enum Method: String, Sendable, CaseIterable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
    }

    /// Nil for methods that nothing here answers.
    public var method: Method?
    /// The path, with percent signs as sent.
    public var path: String
    /// What stands after the question mark; empty without one.
    public var query: String
    /// Header fields by name in lower case; of repeated ones the values with `, ` between.
    public var headers: [String: String]
    /// The body, already within `IntakeSite.bodyLimit`.
    public var body: [UInt8]

    /// A request.
    public init(
        _ method: Method?, _ target: String, headers: [String: String] = [:], body: [UInt8] = []
    ) {
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts.first.map(String.init) ?? ""
        query = parts.count > 1 ? String(parts[1]) : ""
        self.headers = headers
        self.body = body
    }

    /// The parts of the path: `case`, `4f…`, `result`.
    var steps: [String] { path.split(separator: "/").map(String.init) }

    /// A cookie by its name.
    func cookie(_ name: String) -> String? {
        for pair in (headers["cookie"] ?? "").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1)
            if parts.count == 2, parts[0].drop(while: { $0 == " " }) == name { return String(parts[1]) }
        }
        return nil
    }

    /// The kind of the body, without its parameters, in lower case.
    var contentType: String {
        let field = headers["content-type"] ?? ""
        return field.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    }
}
