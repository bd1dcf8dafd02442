/* SPDX-License-Identifier: GPL-2.0-or-later */
/* MLOCK_ONFAULT locks pages as they are touched; other flags are EINVAL (mlock2(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE);
    unsigned char vec[4];

    CHECK_OK(syscall(SYS_mlock2, p, 4 * PAGE, 1 /* MLOCK_ONFAULT */));
    p[2 * PAGE] = 1;
    CHECK_OK(mincore(p, 4 * PAGE, vec));
    for (int i = 0; i < 4; i++)
        CHECK_EQ(vec[i] & 1, i == 2);
    CHECK_ERR(syscall(SYS_mlock2, p, PAGE, 2), EINVAL);
    CHECK_OK(syscall(SYS_mlock2, p, PAGE, 0));
    CHECK_OK(mincore(p, PAGE, vec));
    CHECK_EQ(vec[0] & 1, 1);
    return passed();
}
