/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An old size of zero gives a shared mapping a second place (mremap(2), NOTES). */
#include "check.h"

int main(void)
{
    char *p =
        mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *q = mremap(p, 0, 2 * PAGE, MREMAP_MAYMOVE);

    CHECK(p != MAP_FAILED && q != MAP_FAILED && p != q);
    p[PAGE + 1] = 'x';
    CHECK_EQ(q[PAGE + 1], 'x');
    CHECK_OK(munmap(p, 2 * PAGE));
    CHECK_EQ(q[PAGE + 1], 'x');
    return passed();
}
