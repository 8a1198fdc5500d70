import Archives

/// The parts of an `.xlsx` file that a list needs.
struct Workbook: Sendable {
    struct Sheet: Sendable {
        var name: String
        var isHidden: Bool
        var entry: ZipArchive.Entry
    }

    let archive: ZipArchive
    /// The sheets with cells, in the order of their tabs.
    private(set) var sheets: [Sheet] = []
    private(set) var content = WorkbookContent()

    /// Sheets are dense, and never this dense.
    private static let limits = Inflater.Limits(bytes: 4 << 30)

    /// Nil when the archive is no workbook.
    init?(_ archive: ZipArchive) throws(WorkbookFault) {
        self.archive = archive
        guard let main = try Self.mainPart(archive) else { return nil }
        let folder = main.name.split(separator: "/").dropLast().joined(separator: "/")
        let name = main.name.split(separator: "/").last.map(String.init) ?? ""
        let relations = try Self.relations(
            Self.entry("\(folder)/_rels/\(name).rels", archive), from: folder, archive)
        try readSheets(main, relations)
        for relation in relations.values {
            switch relation.type {
            case "sharedStrings":
                content.strings = try SharedStrings(Self.scanner(relation.entry, archive))
            case "styles": content.formats = try CellFormats(Self.scanner(relation.entry, archive))
            default: break
            }
        }
    }

    /// The rows of a sheet from its beginning.
    func rows(of sheet: Sheet) throws(WorkbookFault) -> SheetRows {
        SheetRows(try Self.scanner(sheet.entry, archive), content)
    }

    private mutating func readSheets(
        _ main: ZipArchive.Entry, _ relations: [String: Relation]
    ) throws(WorkbookFault) {
        var scanner = try Self.scanner(main, archive)
        while true {
            let event = try scanner.next()
            if event == .over { return }
            guard event == .start else { continue }
            if scanner.isNamed("workbookPr") {
                let flag = scanner.attribute("date1904").map { String(decoding: $0, as: UTF8.self) }
                content.from1904 = flag == "1" || flag == "true"
            } else if scanner.isNamed("sheet"), let name = scanner.attribute("name"),
                let id = scanner.attribute("id"),
                let relation = relations[String(decoding: id, as: UTF8.self)], relation.type == "worksheet"
            {
                let state = scanner.attribute("state").map { String(decoding: $0, as: UTF8.self) }
                sheets.append(
                    Sheet(
                        name: String(decoding: name, as: UTF8.self),
                        isHidden: (state ?? "visible") != "visible",
                        entry: relation.entry))
            }
        }
    }

    // MARK: Relations

    private struct Relation {
        /// The last word of its type: `worksheet`, `styles`.
        var type: String
        var entry: ZipArchive.Entry
    }

    /// Nearly always `xl/workbook.xml`; a program may call it otherwise.
    private static func mainPart(_ archive: ZipArchive) throws(WorkbookFault) -> ZipArchive.Entry? {
        if let usual = entry("xl/workbook.xml", archive) { return usual }
        return try relations(entry("_rels/.rels", archive), from: "", archive).values.first {
            $0.type == "officeDocument" && $0.entry.name.hasSuffix("workbook.xml")
        }?.entry
    }

    private static func relations(
        _ entry: ZipArchive.Entry?, from folder: String, _ archive: ZipArchive
    ) throws(WorkbookFault) -> [String: Relation] {
        guard let entry else { return [:] }
        var scanner = try scanner(entry, archive)
        var found: [String: Relation] = [:]
        while true {
            let event = try scanner.next()
            if event == .over { return found }
            guard event == .start, scanner.isNamed("Relationship"), let id = scanner.attribute("Id"),
                let type = scanner.attribute("Type"), let target = scanner.attribute("Target")
            else { continue }
            let path = resolved(String(decoding: target, as: UTF8.self), from: folder)
            guard let part = Self.entry(path, archive) else { continue }
            let kind = String(decoding: type, as: UTF8.self).split(separator: "/").last.map(String.init)
            found[String(decoding: id, as: UTF8.self)] = Relation(type: kind ?? "", entry: part)
        }
    }

    /// A target is from the folder of the part, or from the root when it begins with a slash.
    private static func resolved(_ target: String, from folder: String) -> String {
        var path = target.hasPrefix("/") ? [] : folder.split(separator: "/").map(String.init)
        for part in target.split(separator: "/") {
            if part == ".." { _ = path.popLast() } else if part != "." { path.append(String(part)) }
        }
        return path.joined(separator: "/")
    }

    private static func entry(_ path: String, _ archive: ZipArchive) -> ZipArchive.Entry? {
        archive.entries.first { $0.name == path }
            ?? archive.entries.first {
                $0.name.replacing("\\", with: "/").lowercased() == path.lowercased()
            }
    }

    private static func scanner(
        _ entry: ZipArchive.Entry, _ archive: ZipArchive
    ) throws(WorkbookFault) -> XMLScanner {
        do throws(UnpackingFault) {
            return XMLScanner(try EntryReader(archive, entry, limits: limits))
        } catch {
            throw .packed(error)
        }
    }
}
