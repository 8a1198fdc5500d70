#pragma once

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/// Which of the 64 bytes at an address are one of four: bit 0 for the first of them, bit 63 for the last.
static inline __attribute__((always_inline)) uint64_t
mask_of_64_bytes(const uint8_t *bytes, uint8_t a, uint8_t b, uint8_t c, uint8_t d) {
    uint64_t mask = 0;
#if defined(__SSE2__)
    const __m128i as = _mm_set1_epi8((char)a), bs = _mm_set1_epi8((char)b);
    const __m128i cs = _mm_set1_epi8((char)c), ds = _mm_set1_epi8((char)d);
    for (int part = 0; part < 4; part++) {
        const __m128i found = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        const __m128i equal = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(found, as), _mm_cmpeq_epi8(found, bs)),
            _mm_or_si128(_mm_cmpeq_epi8(found, cs), _mm_cmpeq_epi8(found, ds)));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(equal) << (16 * part);
    }
#elif defined(__aarch64__)
    const uint8x16_t as = vdupq_n_u8(a), bs = vdupq_n_u8(b), cs = vdupq_n_u8(c), ds = vdupq_n_u8(d);
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t weight = vld1q_u8(weights);
    for (int part = 0; part < 4; part++) {
        const uint8x16_t found = vld1q_u8(bytes + 16 * part);
        const uint8x16_t equal = vandq_u8(
            vorrq_u8(
                vorrq_u8(vceqq_u8(found, as), vceqq_u8(found, bs)),
                vorrq_u8(vceqq_u8(found, cs), vceqq_u8(found, ds))),
            weight);
        mask |= (uint64_t)(vaddv_u8(vget_low_u8(equal)) | vaddv_u8(vget_high_u8(equal)) << 8) << (16 * part);
    }
#else
    for (int index = 0; index < 64; index++) {
        const uint8_t byte = bytes[index];
        mask |= (uint64_t)(byte == a || byte == b || byte == c || byte == d) << index;
    }
#endif
    return mask;
}

/// What the 64 bytes at an address are, bit 0 for the first of them and bit 63 for the last.
struct row_marks {
    uint64_t separators;
    uint64_t line_feeds;
    uint64_t carriage_returns;
    uint64_t quotes;
    /// Neither a figure nor `A` or anything behind it.
    uint64_t signs;
};

/// Where separators, ends of lines and quotes are among the 64 bytes at an address, and what else is no letter or figure.
static inline __attribute__((always_inline)) struct row_marks
marks_of_64_bytes(const uint8_t *bytes, uint8_t separator) {
    struct row_marks marks = {0, 0, 0, 0, 0};
#if defined(__SSE2__)
    const __m128i separators = _mm_set1_epi8((char)separator), quotes = _mm_set1_epi8('"');
    const __m128i feeds = _mm_set1_epi8('\n'), returns = _mm_set1_epi8('\r');
    const __m128i zero = _mm_set1_epi8('0'), nine = _mm_set1_epi8(9), letter = _mm_set1_epi8('A');
    for (int part = 0; part < 4; part++) {
        const __m128i found = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
        const __m128i figure = _mm_sub_epi8(found, zero);
        const __m128i plain = _mm_or_si128(
            _mm_cmpeq_epi8(_mm_max_epu8(found, letter), found),
            _mm_cmpeq_epi8(_mm_min_epu8(figure, nine), figure));
        const int shift = 16 * part;
        marks.separators |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(found, separators)) << shift;
        marks.line_feeds |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(found, feeds)) << shift;
        marks.carriage_returns |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(found, returns)) << shift;
        marks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(found, quotes)) << shift;
        marks.signs |= (uint64_t)(~(uint32_t)_mm_movemask_epi8(plain) & 0xFFFF) << shift;
    }
#else
    for (int index = 0; index < 64; index++) {
        const uint8_t byte = bytes[index];
        marks.separators |= (uint64_t)(byte == separator) << index;
        marks.line_feeds |= (uint64_t)(byte == '\n') << index;
        marks.carriage_returns |= (uint64_t)(byte == '\r') << index;
        marks.quotes |= (uint64_t)(byte == '"') << index;
        marks.signs |= (uint64_t)(byte < 'A' && (uint8_t)(byte - '0') > 9) << index;
    }
#endif
    return marks;
}
