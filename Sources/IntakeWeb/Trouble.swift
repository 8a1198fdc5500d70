/// What can be wrong with a request as a whole.
enum Trouble: String, Sendable, CaseIterable {
    case notFound = "W404"
    case method = "W405"
    case refused = "W403"
    case gone = "W410"
    case tooLarge = "W413"
    case misdirected = "W421"
    case busy = "W429"
    case broken = "W500"

    var status: Int {
        switch self {
        case .notFound: 404
        case .method: 405
        case .refused: 403
        case .gone: 410
        case .tooLarge: 413
        case .misdirected: 421
        case .busy: 429
        case .broken: 500
        }
    }

    var title: Phrase {
        switch self {
        case .notFound, .misdirected: .notFoundTitle
        case .method: .methodTitle
        case .refused: .refusedTitle
        case .gone: .goneTitle
        case .tooLarge: .tooLargeTitle
        case .busy: .busyTitle
        case .broken: .brokenTitle
        }
    }

    var text: Phrase {
        switch self {
        case .notFound, .misdirected: .notFoundText
        case .method: .methodText
        case .refused: .refusedText
        case .gone: .goneText
        case .tooLarge: .tooLargeText
        case .busy: .busyText
        case .broken: .brokenText
        }
    }
}

extension Visit {
    /// What is wrong with the request, as a page or, under `/api`, as `application/problem+json`.
    func problem(_ trouble: Trouble) -> WebReply {
        let limit = site.bodyLimit(request.path)
        let megabytes = limit < 1 << 20 ? "0.06" : String(limit >> 20)
        if request.steps.first == "api" {
            let english = Words(language: .english)
            return API.problem(
                trouble.status, code: trouble.rawValue, english(trouble.title),
                english(trouble.text, megabytes))
        }
        let html = PlainPages.message(frame, words(trouble.title), words(trouble.text, megabytes))
        return .page(html, status: trouble.status)
    }
}
