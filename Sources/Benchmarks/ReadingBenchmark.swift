import BoundaryFiles
import CBaselines
import Diagnostics
import Foundation

/// Reading KML: against libxml2 when nothing is done with what it reads.
enum ReadingBenchmark {
    static func run(_ setting: Setting) throws {
        for name in ["uk-2020-5dp.kml.gz", "uk-2020.kml.gz"] { try run(name, setting) }
    }

    private static func run(_ name: String, _ setting: Setting) throws {
        var report = Report("Reading \(name)")
        defer { report.show() }
        guard let packed = setting.bytes("\(setting.data)/wards/\(name)") else {
            return report.skip(name, "no such file; give --data")
        }
        let rival = try Rival()
        defer { rival.remove() }
        try Data(packed).write(to: URL(fileURLWithPath: rival.path("packed.gz")))
        _ = rival.run(["gzip", "-dk", rival.path("packed.gz")])
        guard let bytes = setting.bytes(rival.path("packed")) else { return report.skip(name, "gzip failed") }
        let text = bytes.map { CChar(bitPattern: $0) }
        guard xml_parse_noop(text, text.count, 0) == 0 else { return report.skip(name, "libxml2 refuses it") }

        let plain = try BoundaryFile(bytes: bytes, name: "wards.kml")
        let unpacked = try BoundaryFile(bytes: packed, name: "wards.kml.gz")
        report.add("wards equal when read from gzip", plain.wards == unpacked.wards ? "yes" : "NO")
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: rival.path("packed")))
        defer { try? handle.close() }
        let file = FileBytes(size: bytes.count) { range in
            try? handle.seek(toOffset: UInt64(range.lowerBound))
            return (try? handle.read(upToCount: range.count)).flatMap { $0.map { [UInt8]($0) } }
        }
        var sum = 0
        let times = Clock.medians(
            rounds: setting.rounds,
            [
                { sum += Int(xml_parse_noop(text, text.count, 0)) },
                { sum += Int(xml_parse_noop(text, text.count, 64 << 10)) },
                { sum += (try? PlacemarkFile(bytes: bytes, name: "wards.kml"))?.placemarks.count ?? 0 },
                { sum += (try? BoundaryFile(bytes: bytes, name: "wards.kml"))?.wards.count ?? 0 },
                { sum += (try? BoundaryFile(file, name: "wards.kml"))?.wards.count ?? 0 },
                { sum += (try? BoundaryFile(bytes: packed, name: "wards.kml.gz"))?.wards.count ?? 0 },
                { sum += Digest(of: bytes).hex.count },
            ])
        let megabytes = Double(bytes.count) / 1e6
        func say(_ what: String, _ time: Double) {
            report.add(
                what, time.milliseconds,
                "\((time / times[0]).short) × libxml2 doing nothing; \((megabytes / time).short) MB/s")
        }
        say("libxml2 doing nothing, whole", times[0])
        say("libxml2 doing nothing, pieces of 64 KiB", times[1])
        say("wardwise: placemarks and coordinates", times[2])
        say("wardwise: wards, checked, with the file’s SHA-256", times[3])
        say("wardwise: the same from a file, in pieces", times[4])
        say("wardwise: the same from gzip", times[5])
        say("SHA-256 alone", times[6])
        report.add("checksum", "\(sum)")
    }
}
