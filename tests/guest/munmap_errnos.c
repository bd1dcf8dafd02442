/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An unaligned address, length zero or a range beyond user space is EINVAL
 * (munmap(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);

    p[0] = p[PAGE] = 1;
    CHECK_ERR(munmap(p + 1, PAGE), EINVAL);
    CHECK_ERR(munmap(p, 0), EINVAL);
    CHECK_ERR(munmap(p, -1UL), EINVAL);
    CHECK_ERR(munmap(p, 1UL << 47), EINVAL);
    CHECK_ERR(munmap((void *)0xffff800000000000, PAGE), EINVAL);
    CHECK_EQ(p[0] + p[PAGE], 2);
    return passed();
}
