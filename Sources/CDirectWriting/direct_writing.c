#define _GNU_SOURCE
#include "direct_writing.h"

#include <fcntl.h>

bool write_directly(int descriptor, bool is_direct) {
#if defined(__linux__)
    const int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0) return false;
    return fcntl(descriptor, F_SETFL, is_direct ? flags | O_DIRECT : flags & ~O_DIRECT) == 0;
#elif defined(F_NOCACHE)
    return fcntl(descriptor, F_NOCACHE, is_direct ? 1 : 0) == 0;
#else
    return !is_direct;
#endif
}
