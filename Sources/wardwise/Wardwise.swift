import ArgumentParser

@main struct Wardwise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Decides who may join a place-based programme.")
}
