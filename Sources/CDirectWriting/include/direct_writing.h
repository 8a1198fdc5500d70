#pragma once

#include <stdbool.h>

/// Says whether what is written to a regular file goes to the disk at once, past the pages that the system keeps of files.
/// Where it does, addresses, places in the file and lengths are multiples of 4,096.
///
/// Returns false, with nothing changed, where the file system does not have it.
bool write_directly(int descriptor, bool is_direct);
