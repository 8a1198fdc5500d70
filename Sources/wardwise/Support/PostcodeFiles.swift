import Archives
import DelimitedText
import Diagnostics
import Foundation
import Postcodes

/// Opening files of postcodes: the compact kind, or lists that it is made of.
enum PostcodeFiles {
    /// Rows from which it is worth building a compact file once.
    private static let manyRows = 200_000

    /// The look-up of a file, whichever kind it is. A compact file is checked whole when `isForList`: a long run must
    /// not begin with one that is damaged.
    static func places(_ path: String, isForList: Bool) throws(Problems) -> PostcodePlaces {
        if !Files.isFolder(path) {
            let file = try OpenFile.regular(path)
            if PostcodePlaces.isCompact(file.bytes(0..<min(16, file.size)) ?? []) {
                let places = try PostcodePlaces(size: file.size, named: path) { file.bytes($0) }
                if isForList { try places.verify() }
                return places
            }
        }
        var builder = PostcodeFileBuilder()
        try add(path, to: &builder)
        let built = try builder.finish()
        Terminal.say(built.warnings)
        if built.counts.rows >= manyRows {
            Terminal.say(
                "“\(path)” was read whole. `wardwise postcodes build` makes a file of it that opens at once.")
        }
        return try PostcodePlaces(built.bytes, named: path)
    }

    /// Reads a list, a zip archive of lists, or every list of a folder.
    static func add(
        _ path: String, to builder: inout PostcodeFileBuilder, progress: (Int) -> Void = { _ in }
    ) throws(Problems) {
        if Files.isFolder(path) {
            let files = Files.all(below: path, ending: ".csv")
            let wanted = PostcodeFileBuilder.wanted(files).map { files[$0] }
            try builder.addEach(wanted, of: path) { (builder, file) throws(Problems) in
                try builder.add(
                    OpenFileSource(OpenFile.regular(file), named: file), named: file, progress: progress)
            }
            return
        }
        let file = try OpenFile.regular(path)
        if ZipArchive.isArchive(file.bytes(0..<min(4, file.size)) ?? []) {
            try builder.addArchive(
                size: file.size, named: path, read: { file.bytes($0) }, progress: progress)
        } else {
            try builder.add(OpenFileSource(file, named: path), named: path, progress: progress)
        }
    }
}
