import Geometry
import TestSupport
import Testing

struct SideTests {
    private static func side(_ p: (Double, Double), _ a: (Double, Double), _ b: (Double, Double)) -> Side {
        Side(of: at(p), from: at(a), to: at(b))
    }

    private static func at(_ pair: (Double, Double)) -> Coordinate {
        Coordinate(longitude: pair.0, latitude: pair.1)
    }

    @Test func `left, right and on`() {
        #expect(Self.side((0, 1), (0, 0), (1, 0)) == .left)
        #expect(Self.side((0, -1), (0, 0), (1, 0)) == .right)
        #expect(Self.side((7, 0), (0, 0), (1, 0)) == .on)
        #expect(Self.side((1, 1), (0, 0), (0, 0)) == .on)
    }

    @Test func `one unit in the last place decides`() {
        // Three sevenths of the way along a line, as near as doubles get, is not on it; a half is.
        #expect(Self.side((0.5, 26), (0, 52), (1, 0)) == .on)
        #expect(Self.side((0.5, 26.0.nextUp), (0, 52), (1, 0)) == .left)
        #expect(Self.side((0.5, 26.0.nextDown), (0, 52), (1, 0)) == .right)
        #expect(Self.side((0.5.nextUp, 26), (0, 52), (1, 0)) == .left)
        let tiny = Double.leastNonzeroMagnitude
        #expect(Self.side((tiny, tiny), (0, 0), (52, 52)) == .on)
        #expect(Self.side((tiny, 2 * tiny), (0, 0), (52, 52)) == .left)
        #expect(Self.side((2 * tiny, tiny), (0, 0), (180, 180)) == .right)
        #expect(Self.side((-1.8, 52 + tiny), (-1.8, 52), (-1.8, 53)) == .on)
    }

    @Test func `all three ways of deciding agree, near lines above all`() {
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        for round in 0..<6_000 {
            // Coordinates around Birmingham, around Greenwich where doubles are finer, and of all sizes.
            func coordinate() -> Coordinate {
                switch round % 3 {
                case 0:
                    return Coordinate(
                        longitude: .random(in: -3 ... -1, using: &generator),
                        latitude: .random(in: 52...53, using: &generator))
                case 1:
                    return Coordinate(
                        longitude: .random(in: -0.01...0.01, using: &generator),
                        latitude: .random(in: 51...52, using: &generator))
                default:
                    let sizes = (-320...1)
                    func any() -> Double {
                        let power = Double(
                            sign: .plus, exponent: Int.random(in: sizes, using: &generator) * 3,
                            significand: 1)
                        return Double.random(in: -20...20, using: &generator) * power
                    }
                    return Coordinate(longitude: any(), latitude: any())
                }
            }
            let start = coordinate()
            let end = coordinate()
            let share = Double.random(in: -0.5...1.5, using: &generator)
            var point = Coordinate(
                longitude: start.longitude + share * (end.longitude - start.longitude),
                latitude: start.latitude + share * (end.latitude - start.latitude))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: point.longitude = point.longitude.nextUp
            case 1: point.latitude = point.latitude.nextDown
            case 2: point = [start, end, coordinate()].randomElement(using: &generator) ?? start
            default: break
            }
            let wide = Side.widely(of: point, from: start, to: end)
            #expect(Side(of: point, from: start, to: end) == wide, "seed \(seed)")
            #expect(Side.exactly(of: point, from: start, to: end) == wide, "seed \(seed)")
            let back = Side(of: point, from: end, to: start)
            #expect(back.rawValue == -wide.rawValue, "seed \(seed)")
        }
    }

    @Test func `wide whole numbers agree with 128 bits`() {
        let seed = Asked.seed
        var generator = SeededRandom(seed: seed)
        for _ in 0..<2_000 {
            let a = Int64.random(in: -(1 << 60)...(1 << 60), using: &generator)
            let b = Int64.random(in: -(1 << 30)...(1 << 30), using: &generator)
            let c = Int64.random(in: -(1 << 60)...(1 << 60), using: &generator)
            func wide(_ value: Int64) -> WideInteger {
                WideInteger(value.magnitude, isNegative: value < 0)
            }
            let expected = Int128(a) * Int128(b) - Int128(c) * Int128(b)
            #expect((wide(a) * wide(b) - wide(c) * wide(b)).signum == Int(expected.signum()), "seed \(seed)")
            #expect((wide(a) - wide(a)).signum == 0)
        }
    }
}
