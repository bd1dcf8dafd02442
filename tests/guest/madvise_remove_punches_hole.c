/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MADV_REMOVE frees the pages of a shared memfd: every mapping of them reads
 * zero (madvise(2)).
 */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    char *p, *q;

    CHECK_OK(ftruncate(fd, 4 * PAGE));
    p = mmap(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    q = mmap(NULL, 4 * PAGE, PROT_READ, MAP_SHARED, fd, 0);
    CHECK(p != MAP_FAILED && q != MAP_FAILED);
    memset(p, 1, 4 * PAGE);
    CHECK_OK(madvise(p + PAGE, 2 * PAGE, MADV_REMOVE));
    for (int i = 0; i < 4; i++)
        CHECK_EQ(q[i * PAGE], i == 0 || i == 3);
    return passed();
}
