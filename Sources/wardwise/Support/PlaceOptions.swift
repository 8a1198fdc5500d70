import ArgumentParser
import Diagnostics
import Eligibility

/// `--postcodes` and `--near`: how the places of people are found, and how sure one has to be of them.
struct PlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where postcodes are: a file made by `postcodes build`, or CSV with columns postcode, latitude and longitude.",
            valueName: "file"))
    var postcodes: String?

    @Option(
        help: ArgumentHelp(
            "A place this near to a lot’s border says “check the address”; one farther than this from the ward given beside it is not known.",
            valueName: "metres"))
    var near: Double = 100

    func validate() throws {
        guard near.isFinite, near >= 0 else { throw ValidationError("--near takes metres from 0.") }
    }

    /// Tells an assessor, opening the file. See `PostcodeFiles.places` for `isForList`.
    func apply(to options: inout Assessor.Options, isForList: Bool) throws(Problems) {
        options.nearMetres = near
        if let postcodes {
            options.postcodes = try PostcodeFiles.places(postcodes, isForList: isForList)
        }
    }
}
