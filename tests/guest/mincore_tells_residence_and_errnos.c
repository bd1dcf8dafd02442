/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Touched pages are resident, untouched ones are not; bad arguments have
 * errnos (mincore(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(8 * PAGE, PROT_READ | PROT_WRITE);
    unsigned char vec[8];

    p[3 * PAGE] = 1;
    CHECK_OK(mincore(p, 7 * PAGE + 1, vec));
    for (int i = 0; i < 8; i++)
        CHECK_EQ(vec[i] & 1, i == 3);
    CHECK_ERR(mincore(p + 1, PAGE, vec), EINVAL);
    CHECK_ERR(mincore(p, PAGE, (void *)1), EFAULT);
    CHECK_OK(munmap(p + 5 * PAGE, PAGE));
    CHECK_ERR(mincore(p, 8 * PAGE, vec), ENOMEM);
    CHECK_OK(mincore(p, 0, vec));
    return passed();
}
