#if Web
    import HTTPTypes
    import Hummingbird
    import HummingbirdCore
    import IntakeWeb
    import Logging
    import NIOCore

    /// Puts a site on a socket: sockets, limits of time and size, and nothing else. Nothing is logged of what people send.
    public struct IntakeServer: Sendable {
        /// How long clients may take, and how many there may be.
        public struct Limits: Sendable {
            /// The most connections at once; more wait.
            public var connections = 256
            /// The most bytes of all header fields of a request.
            public var headerBytes = 16 << 10
            /// Seconds in which the head of a request has to be there.
            public var headSeconds = 10
            /// Seconds in which the body has to be there, and then the answer has to be taken.
            public var bodySeconds = 30

            /// 256 connections, and time enough for a slow line.
            public init() {}
        }

        private let site: IntakeSite
        private let host: String
        private let port: Int
        private let limits: Limits
        private let now: @Sendable () -> Moment

        /// - Parameters:
        ///   - host: the address to listen on, such as `127.0.0.1`.
        ///   - port: the port; 0 for any that is free.
        ///   - now: the day and the seconds of a clock that only goes forward.
        public init(
            _ site: IntakeSite, host: String, port: Int, limits: Limits = Limits(),
            now: @escaping @Sendable () -> Moment
        ) {
            self.site = site
            self.host = host
            self.port = port
            self.limits = limits
            self.now = now
        }

        /// Serves until the program is asked to end; requests that are being answered are finished first.
        ///
        /// - Parameter started: called with the port when the site can be reached.
        public func run(started: @escaping @Sendable (Int) -> Void) async throws {
            var silent = Logger(label: "wardwise")
            silent.logLevel = .critical
            let limits = limits
            let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                maxHeaderFieldCount: 100)
            let channel = HTTP1Channel.Configuration(
                additionalChannelHandlers: [
                    PatienceHandler(headSeconds: limits.headSeconds, bodySeconds: limits.bodySeconds)
                ],
                httpDecoderConfiguration: decoder)
            let application = Application(
                responder: responder, server: .http1(configuration: channel),
                configuration: .init(
                    address: .hostname(host, port: port), serverName: nil,
                    availableConnectionsDelegate: MaximumAvailableConnections(limits.connections)),
                onServerRunning: { started($0.localAddress?.port ?? port) }, logger: silent)
            try await application.runService()
        }

        /// Answers requests as Hummingbird has them.
        var responder: CallbackResponder<ClientContext> {
            let (site, now) = (site, now)
            return CallbackResponder { request, context in
                var asked = WebRequest(
                    WebRequest.Method(rawValue: request.method.rawValue), request.head.path ?? "/",
                    headers: Self.headers(request))
                let limit = site.bodyLimit(asked.path)
                guard let body = try await Self.body(request, limit: limit) else {
                    var reply = Self.response(site.replyToTooLarge(asked, at: now()))
                    // The rest of the body is still on its way, and is not waited for.
                    reply.headers[.connection] = "close"
                    return reply
                }
                asked.body = body
                return Self.response(await site.reply(to: asked, from: context.client, at: now()))
            }
        }

        private static func headers(_ request: Request) -> [String: String] {
            var headers: [String: String] = [:]
            for field in request.headers {
                let name = field.name.canonicalName
                let join = name == "cookie" ? "; " : ", "
                headers[name] = headers[name].map { $0 + join + field.value } ?? field.value
            }
            if let authority = request.head.authority { headers["host"] = authority }
            return headers
        }

        /// The body; nil when it is too large.
        private static func body(_ request: Request, limit: Int) async throws -> [UInt8]? {
            if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
                return nil
            }
            var bytes: [UInt8] = []
            for try await part in request.body {
                guard bytes.count + part.readableBytes <= limit else { return nil }
                bytes.append(contentsOf: part.readableBytesView)
            }
            return bytes
        }

        private static func response(_ reply: WebReply) -> Response {
            var headers = HTTPFields()
            for (name, value) in reply.headers {
                if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
            }
            return Response(
                status: .init(code: reply.status), headers: headers,
                body: .init(byteBuffer: ByteBuffer(bytes: reply.body)))
        }
    }

    /// What is known of a connection: the address at its other end, to count its requests.
    struct ClientContext: RequestContext {
        var coreContext: CoreRequestContextStorage
        let client: String

        init(source: ApplicationRequestContextSource) {
            coreContext = .init(source: source)
            client = source.channel.remoteAddress?.ipAddress ?? ""
        }
    }
#endif
