/// Horizontal bars, drawn so that they fill any width while their words keep their size.
struct BarChart {
    /// What a part of a bar stands for. Parts differ in pattern and lightness as well as in colour.
    enum Part: String, CaseIterable {
        case eligible
        case refer
        case needsInformation = "needs information"
        case notEligible = "not eligible"
        case notMet = "not met"
        case notKnown = "not known"
        case rows

        /// The name of its class and pattern.
        var key: String {
            switch self {
            case .eligible, .rows: "part-1"
            case .refer, .notKnown: "part-2"
            case .needsInformation: "part-3"
            case .notEligible, .notMet: "part-4"
            }
        }
    }

    struct Bar {
        var name: String
        /// The number in words, at the right.
        var words: Words
        var parts: [(part: Part, count: Int)]

        var count: Int { parts.reduce(0) { $0 + $1.count } }
    }

    /// Names the chart within the page.
    var id: String
    /// What it shows, and of how many.
    var title: Words
    /// What a bar over the whole width stands for; the longest bar unless said otherwise.
    var whole: Int?
    var bars: [Bar]

    private static let step = 46
    /// Longer names are cut: the table has them whole.
    private static let mostLetters = 34

    func write(to page: inout Page) {
        guard let longest = bars.map(\.count).max(), longest > 0 else { return }
        let most = max(whole ?? longest, longest)
        page.open("figure")
        page.element("figcaption", ["id": id], "\(title). Full width: \(most).")
        legend(&page)
        page.open(
            "svg",
            [
                "class": "chart", "role": "img", "aria-labelledby": id, "width": "100%",
                "height": "\(bars.count * Self.step)",
            ])
        for (index, bar) in bars.enumerated() { write(bar, top: index * Self.step, most: most, to: &page) }
        page.close("svg")
        page.close("figure")
    }

    private func write(_ bar: Bar, top: Int, most: Int, to page: inout Page) {
        page.element("text", ["x": "0", "y": "\(top + 16)"], Words(Self.shortened(bar.name)))
        page.element("text", ["x": "100%", "y": "\(top + 16)", "text-anchor": "end"], bar.words)
        page.empty("rect", ["class": "track", "x": "0", "y": "\(top + 23)", "width": "100%", "height": "14"])
        var before = 0
        for (part, count) in bar.parts where count > 0 {
            let (from, to) = (Self.share(before, most), Self.share(before + count, most))
            page.empty(
                "rect",
                [
                    "class": part.key, "x": Self.percent(from), "y": "\(top + 23)",
                    "width": Self.percent(to - from), "height": "14",
                ])
            before += count
        }
    }

    /// What the parts of bars stand for, where there are several.
    private func legend(_ page: inout Page) {
        let parts = bars.first?.parts.map(\.part) ?? []
        guard parts.count > 1 else { return }
        page.open("ul", ["class": "legend"])
        for part in parts {
            page.open("li")
            page.open("svg", ["class": "swatch", "width": "26", "height": "14", "aria-hidden": "true"])
            page.empty("rect", ["class": part.key, "width": "26", "height": "14"])
            page.close("svg")
            page.element("span", [:], Words(part.rawValue))
            page.close("li")
        }
        page.close("ul")
    }

    /// The patterns that parts are filled with, once for a page.
    static func definePatterns(in page: inout Page) {
        page.append(
            markup: """
                <svg width="0" height="0" aria-hidden="true" class="patterns"><defs>
                <pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" \
                patternTransform="rotate(45)"><rect class="back" width="6" height="6"/>\
                <rect class="ink-2" width="3" height="6"/></pattern>
                <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">\
                <rect class="back" width="6" height="6"/><circle class="ink-3" cx="3" cy="3" r="1.6"/></pattern>
                <pattern id="lines" width="4" height="4" patternUnits="userSpaceOnUse">\
                <rect class="back" width="4" height="4"/><rect class="ink-4" width="1.4" height="4"/></pattern>
                </defs></svg>

                """)
    }

    private static func shortened(_ name: String) -> String {
        name.count > mostLetters ? String(name.prefix(mostLetters - 1)) + "…" : name
    }

    /// In hundredths of a per cent.
    private static func share(_ count: Int, _ whole: Int) -> Int {
        Int(clamping: Int128(count) * 10_000 / Int128(max(whole, 1)))
    }

    private static func percent(_ share: Int) -> String {
        let rest = share % 100
        return "\(share / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
