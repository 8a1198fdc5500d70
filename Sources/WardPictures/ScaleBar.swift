import Geometry

/// A bar of a round length, with the map's projection in words.
struct ScaleBar {
    private let view: Projection

    init(_ view: Projection) { self.view = view }

    /// The longest of 1, 2 or 5 times a power of ten that is not over a third of the map.
    private var metres: Double {
        var best = 1.0
        var power = 1.0
        while power < 1e8 {
            for step in [1.0, 2, 5] where step * power * view.unitsPerMetre <= view.width / 3 {
                best = step * power
            }
            power *= 10
        }
        return best
    }

    func write(into svg: inout SVGText, left: Double, top: Double, about: String) {
        let length = metres * view.unitsPerMetre
        let name = metres >= 1_000 ? "\(Int(metres / 1_000)) km" : "\(Int(metres)) m"
        let half = SVGText.number(length / 2)
        let (x, y) = (SVGText.number(left), SVGText.number(top))
        svg.line("<rect x=\"\(x)\" y=\"\(y)\" width=\"\(half)\" height=\"6\" fill=\"#111\" stroke=\"#111\"/>")
        let middle = SVGText.number(left + length / 2)
        svg.line(
            "<rect x=\"\(middle)\" y=\"\(y)\" width=\"\(half)\" height=\"6\" fill=\"#fff\" stroke=\"#111\"/>")
        svg.write("0", x: left, y: top + 20, size: 11)
        svg.write(name, x: left + length, y: top + 20, size: 11, anchor: "middle")
        svg.write(about, x: left + length + 40, y: top + 8, size: 11, style: "fill=\"#444\"")
    }
}
