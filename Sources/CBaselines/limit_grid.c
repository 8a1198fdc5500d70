// The limit: what a grid of two levels can do when one writes it by hand for nothing but speed. It knows
// nothing of ties: a point nearer to a border than 32-bit numbers can tell is answered with -2.
#include "baselines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    float intercept, slope, bottom, top;
    uint32_t parts;
} line;

struct limit_grid {
    double west, south, east, north, x_scale, y_scale;
    int columns, rows;
    uint32_t *cells;   // first leaf << 3 | shift
    uint32_t *leaves;  // ward << 1, or (block << 1 | 1)
    uint32_t *blocks;  // count | held << 8, lines, wards
    size_t leaf_count, leaf_room, block_count, block_room;
};

static const float doubt = 1.0f / (1 << 17);
static const uint32_t no_ward = 0x7FFFFFFF;

typedef struct { double x, y; } spot;

static int below(int value, int limit) { return value < 0 ? 0 : value < limit ? value : limit - 1; }

/// Whether the segment p-q crosses the edge a-b. Samples lie nowhere special.
static int crosses(spot p, spot q, spot a, spot b) {
    double one = (q.x - p.x) * (a.y - p.y) - (q.y - p.y) * (a.x - p.x);
    double two = (q.x - p.x) * (b.y - p.y) - (q.y - p.y) * (b.x - p.x);
    if ((one > 0) == (two > 0)) return 0;
    double three = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
    double four = (b.x - a.x) * (q.y - a.y) - (b.y - a.y) * (q.x - a.x);
    return (three > 0) != (four > 0);
}

/// The stretch of a-b in the unit square, as the height of its middle; 0 when there is none.
static int clip(spot a, spot b, double *height) {
    double x = b.x - a.x, y = b.y - a.y, from = 0, to = 1;
    double steps[4] = {x, -x, y, -y}, rooms[4] = {1 - a.x, a.x, 1 - a.y, a.y};
    for (int side = 0; side < 4; side++) {
        if (steps[side] == 0) {
            if (rooms[side] < 0) return 0;
        } else if (steps[side] > 0) {
            to = fmin(to, rooms[side] / steps[side]);
        } else {
            from = fmax(from, rooms[side] / steps[side]);
        }
        if (from > to) return 0;
    }
    *height = a.y + (from + to) / 2 * y;
    return 1;
}

static int holds(spot a) { return a.x >= 0 && a.x < 1 && a.y >= 0 && a.y < 1; }

static line line_of(spot a, spot b, double height, uint32_t parts) {
    line line = {0, 0, -2, 3, parts};
    if (a.y > b.y) { spot c = a; a = b; b = c; }
    double slope = (b.x - a.x) / (b.y - a.y);
    if (!(fabs(slope) < 1 << 20)) {
        spot west = a.x < b.x ? a : b;
        line.intercept = -1;
        line.bottom = (float)height;
        line.top = !holds(west) && west.x < 0 ? 3 : (float)height;
        return line;
    }
    line.slope = (float)slope;
    line.intercept = (float)(a.x + (height - a.y) * slope - (double)line.slope * height);
    if (holds(a)) line.bottom = (float)a.y;
    if (holds(b)) line.top = (float)b.y;
    return line;
}

static inline __attribute__((always_inline)) int test(const line *line, float x, float y, int *doubtful) {
    float right = x - (line->intercept + line->slope * y);
    int within = (y > line->bottom) & (y < line->top);
    *doubtful |= (within & (fabsf(right) <= doubt + doubt * fabsf(line->slope))) |
        (fabsf(y - line->bottom) <= doubt) | (fabsf(y - line->top) <= doubt);
    return within & (right > 0);
}

static void push_leaf(limit_grid *grid, uint32_t leaf) {
    if (grid->leaf_count == grid->leaf_room) {
        grid->leaf_room = grid->leaf_room * 2 + 1024;
        grid->leaves = realloc(grid->leaves, grid->leaf_room * sizeof *grid->leaves);
    }
    grid->leaves[grid->leaf_count++] = leaf;
}

static void push(limit_grid *grid, const void *words, size_t count) {
    if (grid->block_count + count > grid->block_room) {
        grid->block_room = (grid->block_room + count) * 2;
        grid->blocks = realloc(grid->blocks, grid->block_room * sizeof *grid->blocks);
    }
    memcpy(grid->blocks + grid->block_count, words, count * sizeof *grid->blocks);
    grid->block_count += count;
}

typedef struct { int32_t parts[256]; int count; } part_set;

static void toggle(part_set *set, int32_t part) {
    for (int index = 0; index < set->count; index++) {
        if (set->parts[index] != part) continue;
        set->parts[index] = set->parts[--set->count];
        return;
    }
    if (set->count < 256) set->parts[set->count++] = part;
}

static uint32_t bit(part_set *set, int32_t part) {
    for (int index = 0; index < set->count; index++) if (set->parts[index] == part) return 1u << index;
    if (set->count < 24) set->parts[set->count++] = part;
    return 1u << (set->count - 1);
}

limit_grid *limit_grid_make(
    const limit_edge *edges, size_t edge_count, const int32_t *ward_of_part, double edges_per_cell,
    double leaves_per_edge)
{
    limit_grid *grid = calloc(1, sizeof *grid);
    grid->west = grid->south = INFINITY;
    grid->east = grid->north = -INFINITY;
    for (size_t e = 0; e < edge_count; e++) {
        grid->west = fmin(grid->west, fmin(edges[e].start_x, edges[e].end_x));
        grid->east = fmax(grid->east, fmax(edges[e].start_x, edges[e].end_x));
        grid->south = fmin(grid->south, fmin(edges[e].start_y, edges[e].end_y));
        grid->north = fmax(grid->north, fmax(edges[e].start_y, edges[e].end_y));
    }
    double side = sqrt(edge_count / edges_per_cell);
    double shape = sqrt(1.7 * (grid->north - grid->south) / (grid->east - grid->west));
    grid->columns = (int)(side / shape) + 1;
    grid->rows = (int)(side * shape) + 1;
    grid->x_scale = grid->columns / (grid->east - grid->west);
    grid->y_scale = grid->rows / (grid->north - grid->south);

    spot *ends = malloc(2 * edge_count * sizeof *ends);
    for (size_t e = 0; e < edge_count; e++) {
        ends[2 * e] = (spot){(edges[e].start_x - grid->west) * grid->x_scale,
                             (edges[e].start_y - grid->south) * grid->y_scale};
        ends[2 * e + 1] = (spot){(edges[e].end_x - grid->west) * grid->x_scale,
                                 (edges[e].end_y - grid->south) * grid->y_scale};
    }
    // The edges of each cell, by their boxes.
    size_t cell_count = (size_t)grid->columns * grid->rows;
    size_t *starts = calloc(cell_count + 2, sizeof *starts);
    uint32_t *listed = NULL;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t e = 0; e < edge_count; e++) {
            spot a = ends[2 * e], b = ends[2 * e + 1];
            int west = below((int)(fmin(a.x, b.x) - 1e-9), grid->columns), east = below((int)(fmax(a.x, b.x) + 1e-9), grid->columns);
            int south = below((int)(fmin(a.y, b.y) - 1e-9), grid->rows), north = below((int)(fmax(a.y, b.y) + 1e-9), grid->rows);
            for (int row = south; row <= north; row++) {
                for (int column = west; column <= east; column++) {
                    size_t cell = (size_t)row * grid->columns + column;
                    if (pass) listed[starts[cell + 1]++] = (uint32_t)e; else starts[cell + 2]++;
                }
            }
        }
        if (pass == 0) {
            for (size_t cell = 0; cell < cell_count; cell++) starts[cell + 2] += starts[cell + 1];
            listed = malloc((starts[cell_count + 1] + 1) * sizeof *listed);
        }
    }
    grid->cells = malloc(cell_count * sizeof *grid->cells);
    for (int row = 0; row < grid->rows; row++) {
        part_set held = {.count = 0};
        // Outside everything, and then on the side between one cell and the next.
        spot at = {-0.0123456789, row + 0.4142135623};
        for (int column = 0; column < grid->columns; column++) {
            size_t cell = (size_t)row * grid->columns + column;
            const uint32_t *here = listed + starts[cell];
            size_t count = starts[cell + 1] - starts[cell];
            int shift = 0;
            while (shift < 6 && (double)(1 << (2 * shift)) < count * leaves_per_edge) shift++;
            int leaves = 1 << shift;
            grid->cells[cell] = (uint32_t)(grid->leaf_count << 3 | shift);
            for (int leaf = 0; leaf < leaves * leaves; leaf++) {
                double x = column + (double)(leaf % leaves) / leaves, y = row + (double)(leaf / leaves) / leaves;
                line lines[254];
                uint32_t parts[254];
                int kept = 0;
                part_set names = {.count = 0}, there = held;
                spot sample = {x + 0.5130123 / leaves, y + 0.4870317 / leaves};
                for (size_t index = 0; index < count; index++) {
                    const limit_edge *edge = edges + here[index];
                    spot a = ends[2 * here[index]], b = ends[2 * here[index] + 1];
                    if (crosses(at, sample, a, b)) {
                        toggle(&there, edge->first);
                        if (edge->second >= 0) toggle(&there, edge->second);
                    }
                    spot c = {(a.x - x) * leaves, (a.y - y) * leaves}, d = {(b.x - x) * leaves, (b.y - y) * leaves};
                    double height;
                    if (kept == 254 || !clip(c, d, &height)) continue;
                    uint32_t bits = bit(&names, edge->first);
                    if (edge->second >= 0) bits ^= bit(&names, edge->second);
                    parts[kept] = bits;
                    lines[kept++] = line_of(c, d, height, bits);
                }
                if (kept == 0 && there.count <= 1) {
                    push_leaf(grid, there.count ? (uint32_t)ward_of_part[there.parts[0]] << 1 : no_ward << 1);
                    continue;
                }
                uint32_t head = 0;
                for (int index = 0; index < there.count; index++) head ^= bit(&names, there.parts[index]);
                int ignored = 0;
                for (int index = 0; index < kept; index++) {
                    if (test(lines + index, 0.5130123f, 0.4870317f, &ignored)) head ^= parts[index];
                }
                push_leaf(grid, (uint32_t)grid->block_count << 1 | 1);
                head = head << 8 | (uint32_t)kept;
                push(grid, &head, 1);
                push(grid, lines, 5 * (size_t)kept);
                for (int index = 0; index < names.count; index++) push(grid, ward_of_part + names.parts[index], 1);
            }
            spot next = {column + 1, at.y};
            for (size_t index = 0; index < count; index++) {
                const limit_edge *edge = edges + here[index];
                if (!crosses(at, next, ends[2 * here[index]], ends[2 * here[index] + 1])) continue;
                toggle(&held, edge->first);
                if (edge->second >= 0) toggle(&held, edge->second);
            }
            at = next;
        }
    }
    free(ends);
    free(starts);
    free(listed);
    return grid;
}

void limit_grid_free(limit_grid *grid) {
    if (!grid) return;
    free(grid->cells);
    free(grid->leaves);
    free(grid->blocks);
    free(grid);
}

size_t limit_grid_bytes(const limit_grid *grid) {
    return 4 * ((size_t)grid->columns * grid->rows + grid->leaf_count + grid->block_count);
}

enum { batch = 64 };

void limit_grid_find(const limit_grid *grid, const double *points, size_t count, int32_t *wards) {
    const uint32_t *leaf_at[batch];
    uint32_t leaf_of[batch];
    float xs[batch], ys[batch];
    for (size_t start = 0; start < count; start += batch) {
        const double *here = points + 2 * start;
        int size = count - start < batch ? (int)(count - start) : batch;
        for (int index = 0; index < size; index++) {
            double x = here[2 * index], y = here[2 * index + 1];
            if (!(x >= grid->west && x <= grid->east && y >= grid->south && y <= grid->north)) {
                leaf_at[index] = &no_ward;
                continue;
            }
            x = (x - grid->west) * grid->x_scale;
            y = (y - grid->south) * grid->y_scale;
            int column = below((int)x, grid->columns), row = below((int)y, grid->rows);
            uint32_t cell = grid->cells[(size_t)row * grid->columns + column];
            int shift = cell & 7, side = 1 << shift;
            x = (x - column) * side;
            y = (y - row) * side;
            column = below((int)x, side);
            row = below((int)y, side);
            xs[index] = (float)(x - column);
            ys[index] = (float)(y - row);
            leaf_at[index] = grid->leaves + (cell >> 3) + ((size_t)row << shift) + column;
            __builtin_prefetch(leaf_at[index]);
        }
        for (int index = 0; index < size; index++) {
            leaf_of[index] = leaf_at[index] == &no_ward ? no_ward << 1 : *leaf_at[index];
            if (leaf_of[index] & 1) {
                __builtin_prefetch(grid->blocks + (leaf_of[index] >> 1));
                __builtin_prefetch(grid->blocks + (leaf_of[index] >> 1) + 16);
            }
        }
        for (int index = 0; index < size; index++) {
            uint32_t leaf = leaf_of[index];
            if (!(leaf & 1)) {
                wards[start + index] = leaf == no_ward << 1 ? -1 : (int32_t)(leaf >> 1);
                continue;
            }
            const uint32_t *block = grid->blocks + (leaf >> 1);
            const line *lines = (const line *)(block + 1);
            int edges = block[0] & 0xFF, doubtful = 0;
            uint32_t held = block[0] >> 8;
            for (int edge = 0; edge < edges; edge++) {
                held ^= (uint32_t)-test(lines + edge, xs[index], ys[index], &doubtful) & lines[edge].parts;
            }
            const int32_t *names = (const int32_t *)(lines + edges);
            wards[start + index] = doubtful || (held & (held - 1)) ? -2 : held ? names[__builtin_ctz(held)] : -1;
        }
    }
}
