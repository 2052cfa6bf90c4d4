// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/freedmemory.h"

#include <cstdlib> // tells which C library it is

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace obdesk {

void keepFreedMemory()
{
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, 16 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20); // the largest glibc takes; else blocks of 128 KiB already go back at once
#endif
}

} // namespace obdesk
