/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MREMAP_DONTUNMAP moves the pages and leaves the old range mapped and empty
 * (mremap(2)).
 */
#include "check.h"

#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

/* glibc's wrapper leaves the fifth argument undefined for this flag. */
#define REMAP(...) syscall(SYS_mremap, __VA_ARGS__, 0)

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE), *q;

    memset(p, 8, 2 * PAGE);
    CHECK_ERR(REMAP(p, 2 * PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP), EINVAL);
    CHECK_ERR(REMAP(p, 2 * PAGE, 2 * PAGE, MREMAP_DONTUNMAP), EINVAL);
    q = (char *)REMAP(p, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP);
    CHECK(q != MAP_FAILED && q != p);
    for (int i = 0; i < 2 * PAGE; i++)
        CHECK_EQ(q[i] * 16 + p[i], 128);
    p[0] = 1;
    CHECK_EQ(q[0], 8);
    return passed();
}
