#include "byte_mask.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define INLINE static inline __attribute__((always_inline))

/// What the 64 bytes of a block are; what is not asked for costs nothing once this is inlined.
struct block {
    uint64_t separators, feeds, returns, quotes, plain;
};

/// Those of the marked bytes that may have to do with formulas.
static uint64_t formula_signs(const uint8_t *bytes, uint64_t marked) {
    uint64_t signs = 0;
    for (; marked != 0; marked &= marked - 1) {
        const uint8_t byte = bytes[__builtin_ctzll(marked)];
        if (byte == '\'' || byte == '=' || byte == '+' || byte == '-' || byte == '@' || byte == '\t')
            signs |= marked & -marked;
    }
    return signs;
}

/// The same for all processors, but for how the bytes of a block are told apart.
#define ROW_FUNCTIONS(NAME, ATTRIBUTES, BLOCK)                                                                    \
    ATTRIBUTES static void mark_rows_##NAME(                                                                      \
        const uint8_t *bytes, size_t blocks, uint8_t separator, struct row_marks *marks) {                        \
        uint64_t begins = 1;                                                                                      \
        for (size_t index = 0; index < blocks; index++) {                                                         \
            const struct block found = BLOCK(bytes + 64 * index, separator);                                      \
            const uint64_t ends = found.feeds | found.returns, marked = found.separators | ends;                  \
            begins |= marked << 1;                                                                                \
            marks[index].separators = found.separators;                                                           \
            marks[index].ends = ends;                                                                             \
            marks[index].quotes = found.quotes;                                                                   \
            /* Nearly all cells begin with a letter or a figure. */                                               \
            const uint64_t odd = begins & ~found.plain & ~marked;                                                 \
            marks[index].signs = odd == 0 ? 0 : formula_signs(bytes + 64 * index, odd);                           \
            begins = marked >> 63;                                                                                \
        }                                                                                                         \
    }                                                                                                             \
    ATTRIBUTES static size_t pass_rows_##NAME(                                                                    \
        const uint8_t *bytes, size_t count, size_t most, size_t longest, size_t *rows) {                          \
        size_t end = 0, passed = 0;                                                                               \
        uint64_t begins = 1;                                                                                      \
        for (size_t at = 0; at + 64 < count && at + 64 - end < longest; at += 64) {                               \
            const struct block found = BLOCK(bytes + at, '\n');                                                   \
            const uint64_t feeds = found.feeds;                                                                   \
            /* Half of CR LF may be in the next block. */                                                         \
            const uint64_t next = (uint64_t)(bytes[at + 64] == '\n') << 63;                                       \
            begins |= feeds << 1;                                                                                 \
            if (found.quotes | (found.returns & ~(feeds >> 1 | next)) | (begins & (feeds | found.returns)))       \
                break;                                                                                            \
            begins = feeds >> 63;                                                                                 \
            const size_t more = (size_t)__builtin_popcountll(feeds);                                              \
            if (passed + more >= most) {                                                                          \
                uint64_t rest = feeds;                                                                            \
                while (++passed < most) rest &= rest - 1;                                                         \
                *rows = most;                                                                                     \
                return at + (size_t)__builtin_ctzll(rest) + 1;                                                    \
            }                                                                                                     \
            if (more > 0) end = at + 64 - (size_t)__builtin_clzll(feeds);                                         \
            passed += more;                                                                                       \
        }                                                                                                         \
        *rows = passed;                                                                                           \
        return end;                                                                                               \
    }

#if defined(__x86_64__)

INLINE struct block block_sse2(const uint8_t *bytes, uint8_t separator) {
    struct block block = {0, 0, 0, 0, 0};
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9), letter = _mm_set1_epi8('A');
    for (int part = 0; part < 4; part++) {
        const __m128i found = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        const __m128i figure = _mm_sub_epi8(found, zero);
        const __m128i plain = _mm_or_si128(
            _mm_cmpeq_epi8(_mm_max_epu8(found, letter), found),
            _mm_cmpeq_epi8(_mm_min_epu8(figure, nine), figure));
#define MASK(EQUAL) ((uint64_t)(uint32_t)_mm_movemask_epi8(EQUAL) << (16 * part))
        block.separators |= MASK(_mm_cmpeq_epi8(found, _mm_set1_epi8((char)separator)));
        block.feeds |= MASK(_mm_cmpeq_epi8(found, _mm_set1_epi8('\n')));
        block.returns |= MASK(_mm_cmpeq_epi8(found, _mm_set1_epi8('\r')));
        block.quotes |= MASK(_mm_cmpeq_epi8(found, _mm_set1_epi8('"')));
        block.plain |= MASK(plain);
#undef MASK
    }
    return block;
}

#define AVX2 __attribute__((target("avx2,bmi,popcnt")))

AVX2 INLINE struct block block_avx2(const uint8_t *bytes, uint8_t separator) {
    struct block block = {0, 0, 0, 0, 0};
    const __m256i zero = _mm256_set1_epi8('0'), nine = _mm256_set1_epi8(9), letter = _mm256_set1_epi8('A');
    for (int part = 0; part < 2; part++) {
        const __m256i found = _mm256_loadu_si256((const __m256i *)(bytes + 32 * part));
        const __m256i figure = _mm256_sub_epi8(found, zero);
        const __m256i plain = _mm256_or_si256(
            _mm256_cmpeq_epi8(_mm256_max_epu8(found, letter), found),
            _mm256_cmpeq_epi8(_mm256_min_epu8(figure, nine), figure));
#define MASK(EQUAL) ((uint64_t)(uint32_t)_mm256_movemask_epi8(EQUAL) << (32 * part))
        block.separators |= MASK(_mm256_cmpeq_epi8(found, _mm256_set1_epi8((char)separator)));
        block.feeds |= MASK(_mm256_cmpeq_epi8(found, _mm256_set1_epi8('\n')));
        block.returns |= MASK(_mm256_cmpeq_epi8(found, _mm256_set1_epi8('\r')));
        block.quotes |= MASK(_mm256_cmpeq_epi8(found, _mm256_set1_epi8('"')));
        block.plain |= MASK(plain);
#undef MASK
    }
    return block;
}

ROW_FUNCTIONS(sse2, , block_sse2)
ROW_FUNCTIONS(avx2, AVX2, block_avx2)

#define NARROW(NAME) NAME##_sse2

/// Both ways mark the same; the wider is quicker where there is one.
static int is_wide(void) { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("popcnt"); }

void mark_rows(const uint8_t *bytes, size_t blocks, uint8_t separator, struct row_marks *marks) {
    if (is_wide()) mark_rows_avx2(bytes, blocks, separator, marks);
    else mark_rows_sse2(bytes, blocks, separator, marks);
}

size_t pass_rows(const uint8_t *bytes, size_t count, size_t most, size_t longest, size_t *rows) {
    return is_wide() ? pass_rows_avx2(bytes, count, most, longest, rows)
                     : pass_rows_sse2(bytes, count, most, longest, rows);
}

#else

#if defined(__aarch64__)

/// One bit for each of 16 bytes that are all ones or all zeros.
INLINE uint64_t bits(uint8x16_t equal) {
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t weighed = vandq_u8(equal, vld1q_u8(weights));
    return (uint64_t)vaddv_u8(vget_low_u8(weighed)) | (uint64_t)vaddv_u8(vget_high_u8(weighed)) << 8;
}

INLINE struct block block_plain(const uint8_t *bytes, uint8_t separator) {
    struct block block = {0, 0, 0, 0, 0};
    for (int part = 0; part < 4; part++) {
        const uint8x16_t found = vld1q_u8(bytes + 16 * part);
        const uint8x16_t figure = vsubq_u8(found, vdupq_n_u8('0'));
        const int shift = 16 * part;
        block.separators |= bits(vceqq_u8(found, vdupq_n_u8(separator))) << shift;
        block.feeds |= bits(vceqq_u8(found, vdupq_n_u8('\n'))) << shift;
        block.returns |= bits(vceqq_u8(found, vdupq_n_u8('\r'))) << shift;
        block.quotes |= bits(vceqq_u8(found, vdupq_n_u8('"'))) << shift;
        block.plain |=
            bits(vorrq_u8(vcgeq_u8(found, vdupq_n_u8('A')), vcleq_u8(figure, vdupq_n_u8(9)))) << shift;
    }
    return block;
}

#else

INLINE struct block block_plain(const uint8_t *bytes, uint8_t separator) {
    struct block block = {0, 0, 0, 0, 0};
    for (int index = 0; index < 64; index++) {
        const uint8_t byte = bytes[index];
        block.separators |= (uint64_t)(byte == separator) << index;
        block.feeds |= (uint64_t)(byte == '\n') << index;
        block.returns |= (uint64_t)(byte == '\r') << index;
        block.quotes |= (uint64_t)(byte == '"') << index;
        block.plain |= (uint64_t)(byte >= 'A' || (uint8_t)(byte - '0') <= 9) << index;
    }
    return block;
}

#endif

ROW_FUNCTIONS(plain, , block_plain)
#define NARROW(NAME) NAME##_plain

void mark_rows(const uint8_t *bytes, size_t blocks, uint8_t separator, struct row_marks *marks) {
    mark_rows_plain(bytes, blocks, separator, marks);
}

size_t pass_rows(const uint8_t *bytes, size_t count, size_t most, size_t longest, size_t *rows) {
    return pass_rows_plain(bytes, count, most, longest, rows);
}

#endif

void mark_rows_narrowly(const uint8_t *bytes, size_t blocks, uint8_t separator, struct row_marks *marks) {
    NARROW(mark_rows)(bytes, blocks, separator, marks);
}

size_t pass_rows_narrowly(
    const uint8_t *bytes, size_t count, size_t most, size_t longest, size_t *rows) {
    return NARROW(pass_rows)(bytes, count, most, longest, rows);
}

size_t first_byte(const uint8_t *bytes, size_t count, uint8_t byte) {
    if (count == 0) return 0;
    const uint8_t *found = memchr(bytes, byte, count);
    return found ? (size_t)(found - bytes) : count;
}
