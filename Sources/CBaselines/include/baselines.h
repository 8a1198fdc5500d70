#pragma once
#include <stddef.h>
#include <stdint.h>

/// Parses XML from memory with callbacks that do nothing: whole when `chunk` is 0, else pushed in chunks.
/// Returns 0 when it is well-formed.
int xml_parse_noop(const char *bytes, size_t count, size_t chunk);

/// One stretch of border and the one or two parts that it bounds (-1 for none).
typedef struct {
    double start_x, start_y, end_x, end_y;
    int32_t first, second;
} limit_edge;

typedef struct limit_grid limit_grid;

/// The adaptive grid as one would write it by hand, with all the memory it likes.
limit_grid *limit_grid_make(
    const limit_edge *edges, size_t edge_count, const int32_t *ward_of_part, double edges_per_cell,
    double leaves_per_edge);
void limit_grid_free(limit_grid *grid);
size_t limit_grid_bytes(const limit_grid *grid);

/// The ward of each point (pairs of longitude and latitude); -1 for none, -2 where it is not sure.
void limit_grid_find(const limit_grid *grid, const double *points, size_t count, int32_t *wards);
