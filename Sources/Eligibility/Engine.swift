/// What decides: this library.
public enum Engine {
    /// The version of the library, by semantic versioning (CONTRIBUTING.md says what counts as a change).
    public static let version = "0.1.0"
}
