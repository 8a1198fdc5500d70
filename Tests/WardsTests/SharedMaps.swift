import BoundaryFiles
import Synchronization
import TestSupport
import Wards

extension SharedData {
    /// A boundary file and its map, read once for all tests: the country takes seconds without optimisation.
    static func loaded(_ file: String) throws -> (boundaries: BoundaryFile, map: WardMap) {
        try cache.withLock { known in
            if let loaded = known[file] { return loaded }
            let boundaries = try BoundaryFile(bytes: bytes("wards/\(file)"), name: file)
            let loaded = (boundaries, try WardMap([boundaries]))
            known[file] = loaded
            return loaded
        }
    }

    private static let cache = Mutex<[String: (boundaries: BoundaryFile, map: WardMap)]>([:])

    static func boundaries(_ file: String) throws -> BoundaryFile { try loaded(file).boundaries }

    static func map(_ file: String) throws -> WardMap { try loaded(file).map }
}
