/// A label with its size, set in one or several lines around a middle.
struct Label: Hashable {
    var lines: [String]
    var size: Double
    var middle: PagePoint
    var isStrong = false

    static let leading = 1.12

    var box: PageBox {
        let width = lines.map { SVGText.width($0, size: size) }.max() ?? 0
        let height = Double(lines.count) * size * Self.leading
        return PageBox(
            left: middle.x - width / 2, top: middle.y - height / 2, right: middle.x + width / 2,
            bottom: middle.y + height / 2)
    }

    func write(into svg: inout SVGText) {
        let first = middle.y - Double(lines.count - 1) / 2 * size * Self.leading + size * 0.35
        for (index, line) in lines.enumerated() {
            svg.write(
                line, x: middle.x, y: first + Double(index) * size * Self.leading, size: size,
                style: isStrong ? "class=\"h s\"" : "class=\"h\"", anchor: "middle")
        }
    }
}

/// Sets names where they fit, and numbers where they do not.
enum LabelSetting {
    /// The sizes tried, the largest first. Below six points print is hard to read.
    private static let sizes = [13.0, 12, 11, 10, 9, 8, 7]

    /// The name in the largest size that fits.
    static func name(_ name: String, in room: LabelRoom, isStrong: Bool) -> Label? {
        let settings = wrapped(name)
        for size in sizes {
            for lines in settings {
                let widest = lines.map { SVGText.width($0, size: size) }.max() ?? 0
                let weight = isStrong ? 1.08 : 1.0
                let middle = room.middle(
                    width: widest * weight + 3, height: Double(lines.count) * size * Label.leading)
                if let middle { return Label(lines: lines, size: size, middle: middle, isStrong: isStrong) }
            }
        }
        return nil
    }

    /// A number in a size that fits, or else in the roomiest place in the smallest.
    static func number(_ number: Int, in room: LabelRoom, isStrong: Bool) -> Label? {
        short("\(number)", in: room, sizes: [10, 9, 8, 7], isStrong: isStrong)
    }

    /// The letter of a lot, which is to be seen from afar.
    static func mark(_ letter: String, in room: LabelRoom) -> Label? {
        short(letter, in: room, sizes: [14, 12, 10, 9], isStrong: true)
    }

    private static func short(_ text: String, in room: LabelRoom, sizes: [Double], isStrong: Bool) -> Label? {
        for size in sizes {
            let middle = room.middle(width: SVGText.width(text, size: size) + 1, height: size)
            if let middle { return Label(lines: [text], size: size, middle: middle, isStrong: isStrong) }
        }
        return room.middle(width: 2, height: 2).map {
            Label(lines: [text], size: sizes.last ?? 8, middle: $0, isStrong: isStrong)
        }
    }

    /// The ways to set a name in one to four lines, each as even as can be.
    static func wrapped(_ name: String) -> [[String]] {
        let words = name.split(separator: " ").map(String.init)
        guard let first = words.first else { return [] }
        var settings = [[words.joined(separator: " ")]]
        for count in 2...4 where words.count >= count {
            // Fill lines up to the narrowest width that does with so many.
            let whole = name.count
            for most in (whole / count)...whole {
                var lines = [first]
                for word in words.dropFirst() {
                    let last = lines[lines.count - 1]
                    if last.count + 1 + word.count <= most {
                        lines[lines.count - 1] = last + " " + word
                    } else {
                        lines.append(word)
                    }
                }
                if lines.count <= count {
                    settings.append(lines)
                    break
                }
            }
        }
        return settings
    }
}
