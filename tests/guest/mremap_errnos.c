/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each bad argument has its errno (mremap(2), ERRORS). */
#include "check.h"

#define REMAP(...) (long)mremap(__VA_ARGS__)

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE);
    char *hole = map_anon(4 * PAGE, PROT_READ);
    int fixed = MREMAP_MAYMOVE | MREMAP_FIXED;

    CHECK_OK(munmap(hole, 4 * PAGE));
    p[0] = 1;
    CHECK_ERR(REMAP(p + 1, PAGE, PAGE, 0), EINVAL);
    CHECK_ERR(REMAP(p, PAGE, 0, 0), EINVAL);
    CHECK_ERR(REMAP(p, PAGE, PAGE, 64), EINVAL);
    CHECK_ERR(REMAP(p, PAGE, PAGE, MREMAP_FIXED, hole), EINVAL);
    CHECK_ERR(REMAP(p, PAGE, PAGE, fixed, hole + 1), EINVAL);
    CHECK_ERR(REMAP(p, 2 * PAGE, 2 * PAGE, fixed, p + PAGE), EINVAL);
    CHECK_ERR(REMAP(p, 2 * PAGE, 2 * PAGE, fixed, p), EINVAL);
    CHECK_ERR(REMAP(p, PAGE, PAGE, fixed, 0xffff800000000000), EINVAL);
    CHECK_ERR(REMAP(p, 0, PAGE, MREMAP_MAYMOVE), EINVAL);
    CHECK_ERR(REMAP(hole, PAGE, 2 * PAGE, MREMAP_MAYMOVE), EFAULT);
    CHECK_ERR(REMAP(p, 8 * PAGE, 9 * PAGE, MREMAP_MAYMOVE), EFAULT);
    CHECK_ERR(REMAP(p, PAGE, 1UL << 47, MREMAP_MAYMOVE), EINVAL);
    CHECK_EQ(p[0], 1);
    return passed();
}
