#pragma once

#include <stddef.h>
#include <stdint.h>

/// What 64 bytes are, bit 0 for the first of them and bit 63 for the last.
struct row_marks {
    uint64_t separators;
    /// Line feeds and carriage returns.
    uint64_t ends;
    uint64_t quotes;
    /// The first byte of cells that begin with what may have to do with formulas: `'`, `=`, `+`, `-`, `@` or a tab.
    uint64_t signs;
};

/// Marks blocks of 64 bytes, the first of which begins with a cell.
void mark_rows(const uint8_t *bytes, size_t blocks, uint8_t separator, struct row_marks *marks);

/// How far whole rows reach that end with LF or CR LF, have no quotes, are not empty and are shorter than `longest`, in
/// blocks of 64 bytes that are all looked at.
///
/// - Parameters:
///   - count: how many bytes there are; one behind the last block is read too.
///   - most: how many rows to pass, at least 1.
///   - rows: how many were passed.
size_t pass_rows(const uint8_t *bytes, size_t count, size_t most, size_t longest, size_t *rows);

/// The same, whatever the processor: what the two above do where there are no wider registers.
void mark_rows_narrowly(const uint8_t *bytes, size_t blocks, uint8_t separator, struct row_marks *marks);
size_t pass_rows_narrowly(
    const uint8_t *bytes, size_t count, size_t most, size_t longest, size_t *rows);

/// Where a byte is for the first time; `count` when it is nowhere.
size_t first_byte(const uint8_t *bytes, size_t count, uint8_t byte);
