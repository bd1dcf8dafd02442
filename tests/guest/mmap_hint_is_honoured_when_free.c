/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A free hint is taken exactly, rounded to its page; a busy one yields another
 * place (mmap(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(16 * PAGE, PROT_READ | PROT_WRITE);
    char *hole = p + 4 * PAGE, *q;
    int flags = MAP_PRIVATE | MAP_ANONYMOUS;

    CHECK_OK(munmap(hole, 8 * PAGE));
    CHECK_EQ(mmap(hole, PAGE, PROT_READ, flags, -1, 0), hole);
    CHECK_EQ(mmap(hole + 2 * PAGE + 123, PAGE, PROT_READ, flags, -1, 0), hole + 2 * PAGE);
    q = mmap(hole, PAGE, PROT_READ | PROT_WRITE, flags, -1, 0);
    CHECK(q != MAP_FAILED && q != hole);
    q = mmap(hole + 3 * PAGE, 6 * PAGE, PROT_READ, flags, -1, 0);
    CHECK(q != MAP_FAILED && (q + 6 * PAGE <= p || q >= p + 16 * PAGE));
    return passed();
}
