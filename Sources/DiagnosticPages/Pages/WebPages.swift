import Diagnostics

extension DiagnosticPage {
    /// What `wardwise serve` refuses, numbered as the status of the answer.
    static let web = [
        page(
            "W400", "a body that is no JSON",
            "The body of the request says it is JSON and cannot be read as such, or it has parts of another shape than the description asks for.",
            todo: "Send what `/api/v1/openapi.json` describes. The answer says where reading stopped."),
        page(
            "W403", "a form from somewhere else",
            "The form was sent from another site, or from a page that was opened before the server started. It was not carried out.",
            todo: "Open the page again and send it from there. Let no proxy change the headers of requests."),
        page(
            "W404", "an address where nothing is",
            "There is no page, and nothing of the interface for programs, at this address.",
            todo: "Begin at `/`, or look at `/api/v1/openapi.json`."),
        page(
            "W405", "a request of a kind not taken there",
            "The address exists and takes requests of another kind, such as POST in the place of GET.",
            todo: "Use the method that the header `Allow` of the answer names."),
        page(
            "W410", "answers that were forgotten",
            "The answers behind this page are gone: they are forgotten after a time without use, on request, and when the server stops.",
            todo: "Begin again. `--idle` says how long answers are kept."),
        page(
            "W413", "a request that is too large",
            "The body of the request is larger than the server takes, so that nobody can fill its memory. Nothing was read.",
            todo: "Send less at once, or decide a long list with `wardwise assess`."),
        page(
            "W415", "a body that does not say it is JSON",
            "The interface for programs takes JSON only, and only when the request says so. Otherwise forms of other sites could send it.",
            todo: "Send the header `Content-Type: application/json`."),
        page(
            "W421", "a name the server does not have",
            "The request is for another name than the server was told it has. That keeps other sites from passing themselves off as this one.",
            todo:
                "Use the address that the server printed, or start it with `--name` and the name that people use."
        ),
        page(
            "W422", "facts that cannot be read",
            "The request was understood, and one or more of its facts cannot be read or contradict each other. Nothing was decided.",
            todo: "Correct what the answer lists: each problem with its fact, and what was expected."),
        page(
            "W429", "too many requests",
            "One client sends more requests than the server takes of one, or more people than it has room for use it at once.",
            todo: "Wait as long as the header `Retry-After` says. `--rate` changes the limit."),
        page(
            "W500", "something that went wrong in the server",
            "The server could not do what it should have done. Nothing of the request was kept, and it goes on answering others.",
            todo:
                "Try again. If it happens again, tell those who make Wardwise what you did, without anybody’s data."
        ),
    ]

    private static func page(_ code: String, _ title: String, _ meaning: String, todo: String)
        -> DiagnosticPage
    {
        DiagnosticPage(code, title, meaning, todo: todo, noExample: "It is said over a network, by a server.")
    }
}
