extension DiagnosticPage {
    /// B1: coordinates, archives and GeoJSON.
    static let boundaryShapes = [
        DiagnosticPage(
            "B110", "a ring that is not closed",
            """
            An outline ends where it began: its last point repeats its first. Where it stays open, part of the border
            is lost, and so is what is inside.
            """,
            todo: "Export the file again. If only the last point is missing, repeat the first one.",
            wrong: [.map(.coordinates("-1.74,52.47 -1.72,52.47 -1.72,52.48 -1.74,52.48"))],
            right: [.map(.coordinates("-1.74,52.47 -1.72,52.47 -1.72,52.48 -1.74,52.48 -1.74,52.47"))]),
        DiagnosticPage(
            "B111", "a ring of too few points",
            """
            Three corners are the fewest that enclose anything, so a closed ring has at least four points. This one
            encloses nothing, and the ward would have no ground.
            """,
            todo: "Export the file again, with less simplification if the ward is small.",
            wrong: [.map(.coordinates("-1.74,52.47 -1.72,52.47 -1.74,52.47"))],
            right: [.map(.coordinates(.triangle))]),
        DiagnosticPage(
            "B112", "coordinates that are not pairs of numbers",
            """
            A point is a longitude, a comma and a latitude; points are parted by spaces. Where a number is missing or
            spoiled, the border goes nobody knows where.
            """,
            todo: "Export the file again. Do not edit coordinates by hand. Decimals follow a point.",
            wrong: [.map(.coordinates("-1.74,52.47 -1.72 -1.72,52.48 -1.74,52.47"))],
            right: [.map(.coordinates(.triangle))]),
        DiagnosticPage(
            "B113", "coordinates that are not degrees",
            """
            Longitudes go from -180 to 180 and latitudes from -90 to 90. Numbers in the hundred thousands are metres of
            the British National Grid, which KML does not allow.
            """,
            todo:
                "Export the file again in degrees: “WGS84”, “EPSG:4326”, or plain “KML” at the statistics office.",
            wrong: [.map(.coordinates("417700,285700 418900,285700 418900,286800 417700,285700"))],
            right: [.map(.coordinates(.triangle))]),
        DiagnosticPage(
            "B114", "latitude written before longitude",
            """
            KML and GeoJSON put the longitude first. Turned round, these points fall in the United Kingdom; as they stand,
            they are in the sea near Africa, and nobody would be in the ward.
            """,
            todo: "Export the file again as KML. Some programs ask which of the two comes first.",
            wrong: [.map(.coordinates("52.47,-1.74 52.47,-1.72 52.48,-1.72 52.47,-1.74"))],
            right: [.map(.coordinates(.triangle))]),
        DiagnosticPage(
            "B117", "a polygon without exactly one outer ring",
            """
            A polygon is one outer ring and perhaps holes. Without the outer ring there is only a hole, and with two
            nobody can tell which holes belong to which.
            """,
            todo: "Give each part of a ward a `Polygon` of its own, all of them inside a `MultiGeometry`.",
            wrong: [
                .map(
                    """
                    <Polygon><innerBoundaryIs><LinearRing>
                    <coordinates>-1.74,52.47 -1.72,52.47 -1.72,52.48 -1.74,52.47</coordinates>
                    </LinearRing></innerBoundaryIs></Polygon>
                    """)
            ],
            right: [.map(.polygon(.triangle))]),
        DiagnosticPage(
            "B120", "a packed file that is damaged",
            """
            KMZ is KML packed into a zip archive. This archive breaks off, or what comes out is not what went in, so
            nothing of it can be trusted.
            """,
            todo: "Download the file again, and compare its size with that at its source.",
            noExample: "A packed file is not text. Damage shows when it is unpacked."),
        DiagnosticPage(
            "B121", "a packed file of a kind that is not read",
            """
            The archive is locked with a password, is one of several pieces, or is packed in a way that KMZ does not
            use.
            """,
            todo: "Unpack it with the program that made it, and give the .kml file inside.",
            noExample: "A packed file is not text."),
        DiagnosticPage(
            "B122", "a packed file without a map",
            """
            There is no .kml file in the archive. Boundaries are often offered as a “shapefile”, which comes in a zip
            archive too and cannot be read.
            """,
            todo:
                "Choose KML or GeoJSON where you download the boundaries. Packed GeoJSON has to be unpacked first.",
            noExample: "A packed file is not text."),
        DiagnosticPage(
            "B130", "a file that breaks off or is not JSON",
            """
            GeoJSON is a kind of JSON: every bracket that is opened is closed again, and every text has its quotes. A
            file that breaks off has lost wards, so none of it is used.
            """,
            todo: "Download or export the file again, and do not edit it by hand.",
            wrong: [.geoJSON(#"{"type": "FeatureCollection", "features": [{"type": "Feature", "#)],
            right: [.geoJSON(JSONText.collection(of: "E05001287"))]),
        DiagnosticPage(
            "B131", "JSON of another kind than a map",
            """
            The file is sound JSON, but not a GeoJSON map of areas. Descriptions of data and TopoJSON look much like it.
            """,
            todo: "Choose GeoJSON where you download the boundaries, and take the map, not its description.",
            wrong: [.geoJSON(#"{"type": "Topology", "objects": {"wards": {}}, "arcs": []}"#)],
            right: [.geoJSON(JSONText.collection(of: "E05001287"))]),
        DiagnosticPage(
            "B132", "coordinates of another system than degrees",
            """
            The file says that its numbers are not degrees, or they are plainly metres of the British National Grid.
            Turned into degrees without care they would be off by up to a hundred metres.
            """,
            todo: "Export the file again in WGS84: “EPSG:4326”, or “GeoJSON” at the statistics office.",
            wrong: [.geoJSON(JSONText.collection(of: "E05001287", system: "EPSG:27700"))],
            right: [.geoJSON(JSONText.collection(of: "E05001287"))]),
        DiagnosticPage(
            "B133", "a file that its server cut short",
            """
            Some servers send only the first thousand or so areas, and say so in one word, `exceededTransferLimit`, that
            is easily missed. Wards are missing, and people there would be in none.
            """,
            todo: "Download the whole file rather than the answer to a query, or fetch the rest as well.",
            wrong: [
                .geoJSON(JSONText.collection(of: "E05001287", ending: ",\n \"exceededTransferLimit\": true"))
            ],
            right: [.geoJSON(JSONText.collection(of: "E05001287"))]),
    ]
}

/// GeoJSON for examples.
private enum JSONText {
    static func collection(of code: String, system: String? = nil, ending: String = "") -> String {
        let crs = system.map { #""crs": {"type": "name", "properties": {"name": "\#($0)"}},"# + "\n " } ?? ""
        return """
            {"type": "FeatureCollection",
             \(crs)"features": [{"type": "Feature", "properties": {"WD13CD": "\(code)"},
              "geometry": {"type": "Polygon",
               "coordinates": [[[-1.74, 52.47], [-1.72, 52.47], [-1.72, 52.48], [-1.74, 52.47]]]}}]\(ending)}
            """
    }
}
