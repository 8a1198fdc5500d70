import BoundaryFiles
import Diagnostics
import Eligibility
import Intake
import RuleTestSupport
import Wards

/// The programmes that come with Wardwise.
enum Programmes {
    static let names = [
        "connecting-communities", "connecting-communities-original", "connecting-communities-test-periods",
        "benefit-zones", "estate-jobs", "long-claim-support", "working-areas",
    ]
    static let main = "connecting-communities"

    private static let map = Result {
        let wards = "Boundaries/connecting-communities-approximate.kml"
        let estates = "Boundaries/invented-estates.kml"
        return try WardMap([
            BoundaryFile(bytes: Repository.bytes(wards) ?? [], name: wards),
            BoundaryFile(bytes: Repository.bytes(estates) ?? [], name: estates, mayLackWards: true),
        ])
    }

    /// The programme that most tests are about is read once for all of them.
    private static let usual = Result { try load(main) }

    static func assessor(_ name: String = main) throws -> Assessor {
        name == main ? try usual.get() : try load(name)
    }

    private static func load(_ name: String) throws -> Assessor {
        let files = RuleFiles(main: "\(name)/\(name).rules") { Repository.bytes("Rules/\($0)") }
        return try Assessor(RuleBook(files, map: map.get()))
    }

    /// A day on which a programme runs.
    static func day(of name: String) -> String {
        switch name {
        case "benefit-zones": "4 March 2002"
        case "estate-jobs", "long-claim-support": "4 March 2022"
        case "working-areas": "4 March 2005"
        default: "4 March 2019"
        }
    }

    static func field(_ name: String, _ interview: Interview) -> Field {
        interview.assessor.book.fields.field(named: name) ?? .otherConnections
    }
}
