#pragma once
#include <stddef.h>
#include <stdint.h>

/// Mixes whole blocks of 64 bytes into a SHA-256 state of eight words (FIPS 180-4), by the machine's own
/// instructions for it where it has them.
void sha256_mix(uint32_t *state, const uint8_t *bytes, size_t blocks);

/// The same without them, for comparison.
void sha256_mix_plainly(uint32_t *state, const uint8_t *bytes, size_t blocks);
