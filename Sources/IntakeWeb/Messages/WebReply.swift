/// The answer to one request.
public struct WebReply: Sendable {
    /// 200, 303, 404 …
    public var status: Int
    /// Header fields in order; names in lower case.
    public var headers: [(name: String, value: String)]
    /// The body; empty for a redirection.
    public var body: [UInt8]

    /// The value of a header field.
    public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    init(_ status: Int, type: String, _ body: [UInt8]) {
        self.status = status
        self.body = body
        headers = [("content-type", type)]
    }

    /// Sends the browser to another page with GET, so that going back or loading again sends nothing twice.
    static func seeOther(_ path: String) -> WebReply {
        var reply = WebReply(303, type: "text/plain; charset=utf-8", [])
        reply.headers.append(("location", path))
        return reply
    }

    /// A page.
    static func page(_ html: HTML, status: Int = 200) -> WebReply {
        WebReply(status, type: "text/html; charset=utf-8", Array(html.text.utf8))
    }

    /// A file to be saved.
    static func download(_ bytes: [UInt8], type: String, named name: StaticString) -> WebReply {
        var reply = WebReply(200, type: type, bytes)
        reply.headers.append(("content-disposition", "attachment; filename=\"\(name)\""))
        return reply
    }

    /// What every answer carries: no scripts, no frames, nothing from elsewhere, nothing kept in caches.
    mutating func addSafety() {
        let own: [(name: String, value: String)] = [
            (
                "content-security-policy",
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            ),
            ("cache-control", "no-store"),
            ("referrer-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("permissions-policy", "geolocation=(), camera=(), microphone=()"),
        ]
        for field in own where header(field.name) == nil { headers.append(field) }
    }
}
