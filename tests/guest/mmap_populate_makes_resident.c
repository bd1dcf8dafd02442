/* SPDX-License-Identifier: GPL-2.0-or-later */
/* MAP_POPULATE faults the pages in before mmap returns (mmap(2)). */
#include "check.h"

int main(void)
{
    unsigned char vec[32];
    char *p = mmap(NULL, 32 * PAGE, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);

    CHECK(p != MAP_FAILED);
    CHECK_OK(mincore(p, 32 * PAGE, vec));
    for (int i = 0; i < 32; i++)
        CHECK_EQ(vec[i] & 1, 1);
    return passed();
}
