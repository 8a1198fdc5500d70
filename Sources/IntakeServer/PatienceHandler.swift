#if Web
    import NIOCore
    import NIOHTTPTypes

    /// Closes connections of clients that take too long: to send a request, or to take its answer. A client that sends
    /// a byte now and then, so as never to be idle, is closed as well.
    final class PatienceHandler: ChannelDuplexHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPRequestPart
        typealias InboundOut = HTTPRequestPart
        typealias OutboundIn = HTTPResponsePart
        typealias OutboundOut = HTTPResponsePart

        private let head: TimeAmount
        private let body: TimeAmount
        private var alarm: Scheduled<Void>?

        init(headSeconds: Int, bodySeconds: Int) {
            head = .seconds(Int64(headSeconds))
            body = .seconds(Int64(bodySeconds))
        }

        private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
            alarm?.cancel()
            let channel = context.channel
            alarm = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
        }

        func handlerAdded(context: ChannelHandlerContext) {
            if context.channel.isActive { wait(head, context) }
        }

        func channelActive(context: ChannelHandlerContext) {
            wait(head, context)
            context.fireChannelActive()
        }

        func channelInactive(context: ChannelHandlerContext) {
            alarm?.cancel()
            context.fireChannelInactive()
        }

        func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            // From the head on the body, and from its end on the answer, has its own time.
            switch unwrapInboundIn(data) {
            case .head, .end: wait(body, context)
            case .body: break
            }
            context.fireChannelRead(data)
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            guard case .end = unwrapOutboundIn(data) else {
                context.write(data, promise: promise)
                return
            }
            let written = promise ?? context.eventLoop.makePromise()
            let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
            written.futureResult.whenSuccess {
                let (handler, context) = bound.value
                handler.wait(handler.head, context)
            }
            context.write(data, promise: written)
        }
    }
#endif
