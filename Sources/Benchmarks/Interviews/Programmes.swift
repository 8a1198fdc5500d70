import BoundaryFiles
import Eligibility
import Wards

/// The programmes that come with Wardwise.
enum Programmes {
    /// Each with a day on which it runs.
    static let all = [
        ("connecting-communities", "4 March 2019"), ("connecting-communities-original", "4 March 2019"),
        ("benefit-zones", "4 March 2002"), ("estate-jobs", "4 March 2022"),
        ("long-claim-support", "4 March 2022"), ("working-areas", "4 March 2005"),
    ]

    /// Nil where the files are not there.
    static func assessor(_ name: String, _ setting: Setting) throws -> Assessor? {
        let wards = "Boundaries/connecting-communities-approximate.kml"
        let estates = "Boundaries/invented-estates.kml"
        guard let kml = setting.bytes(wards), let others = setting.bytes(estates) else { return nil }
        let files = RuleFiles(main: "\(name)/\(name).rules") { setting.bytes("Rules/\($0)") }
        let map = try WardMap([
            BoundaryFile(bytes: kml, name: wards),
            BoundaryFile(bytes: others, name: estates, mayLackWards: true),
        ])
        return try Assessor(RuleBook(files, map: map))
    }
}
