/// Shades for counts: the more, the darker, in steps that read as round numbers.
struct Shading {
    /// From light to dark; each is told from the next by lightness alone. The first is for none.
    private static let colours = ["#ffffff", "#c6dbef", "#85b9dc", "#4a90c4", "#2166a5"]
    /// How many more make the next shade.
    private let step: Int

    /// Shades for counts up to the most there is.
    init(most: Int) {
        let highest = min(max(most, 0), 1_000_000_000_000)
        let wanted = max(1, (highest - 1) / (Self.colours.count - 1) + 1)
        var power = 1
        while power <= wanted / 10 { power *= 10 }
        step = [1, 2, 5, 10].map { $0 * power }.first { $0 >= wanted } ?? wanted
    }

    private func shade(_ count: Int) -> Int {
        count <= 0 ? 0 : min((count - 1) / step + 1, Self.colours.count - 1)
    }

    func colour(_ count: Int) -> String { Self.colours[shade(count)] }

    /// The shades with the counts that they stand for, as far as some count needs them.
    func key(most: Int) -> [(colour: String, words: String)] {
        (0...shade(most)).map { shade in
            let (low, high) = ((shade - 1) * step + 1, shade * step)
            let words = shade == 0 ? "0" : low == high ? "\(low)" : "\(low) to \(high)"
            return (Self.colours[shade], words)
        }
    }
}
