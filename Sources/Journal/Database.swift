import CSQLite

/// A thin layer over SQLite: statements with texts and numbers, transactions, and errors as values.
///
/// A class, so that it is closed when nobody holds it; one thread at a time uses it.
final class Database {
    /// What SQLite says is wrong.
    struct Fault: Error, Hashable {
        var code: Int32
        var message: String

        /// Whether the file is no database, or a damaged one.
        var isDamage: Bool {
            let primary = code & 0xFF
            return primary == SQLITE_NOTADB || primary == SQLITE_CORRUPT
        }
    }

    enum Value: Hashable {
        case null
        case integer(Int64)
        case text(String)

        var text: String? { if case .text(let text) = self { text } else { nil } }
        var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    }

    private var handle: OpaquePointer?

    /// Opens a file, making it when there is none.
    init(_ path: String) throws(Fault) {
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let result = sqlite3_open_v2(path, &handle, flags, nil)
        guard result == SQLITE_OK else {
            let fault = fault(result)
            sqlite3_close_v2(handle)
            handle = nil
            throw fault
        }
        sqlite3_busy_timeout(handle, 10_000)
        sqlite3_extended_result_codes(handle, 1)
    }

    deinit { sqlite3_close_v2(handle) }

    private func fault(_ code: Int32) -> Fault {
        Fault(code: code, message: handle.map { String(cString: sqlite3_errmsg($0)) } ?? "no memory")
    }

    /// Runs a statement and gives its rows.
    @discardableResult
    func run(_ sql: String, _ values: [Value] = []) throws(Fault) -> [[Value]] {
        var statement: OpaquePointer?
        let prepared = sqlite3_prepare_v2(handle, sql, -1, &statement, nil)
        guard prepared == SQLITE_OK else { throw fault(prepared) }
        defer { sqlite3_finalize(statement) }
        for (index, value) in values.enumerated() {
            let bound = Self.bind(value, statement, Int32(index + 1))
            guard bound == SQLITE_OK else { throw fault(bound) }
        }
        var rows: [[Value]] = []
        while true {
            let step = sqlite3_step(statement)
            if step == SQLITE_DONE { return rows }
            guard step == SQLITE_ROW else { throw fault(step) }
            rows.append((0..<sqlite3_column_count(statement)).map { Self.value(statement, $0) })
        }
    }

    private static func bind(_ value: Value, _ statement: OpaquePointer?, _ index: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .text(let text):
            // Copied by SQLite before this returns.
            let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            if text.isEmpty { return sqlite3_bind_text(statement, index, "", 0, copied) }
            var text = text
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text64(
                        statement, index, characters.baseAddress, UInt64(characters.count), copied,
                        UInt8(SQLITE_UTF8))
                }
            }
        }
    }

    private static func value(_ statement: OpaquePointer?, _ column: Int32) -> Value {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_NULL: return .null
        default:
            guard let bytes = sqlite3_column_text(statement, column) else { return .null }
            let count = Int(sqlite3_column_bytes(statement, column))
            return .text(String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
        }
    }

    /// All of it or nothing.
    func transaction(_ work: () throws(Fault) -> Void) throws(Fault) {
        try run("BEGIN IMMEDIATE")
        do throws(Fault) {
            try work()
            try run("COMMIT")
        } catch {
            _ = try? run("ROLLBACK")
            throw error
        }
    }
}
