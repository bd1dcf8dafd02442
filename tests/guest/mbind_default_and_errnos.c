/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The default policy can be set anywhere; a bad mode is EINVAL, a bound hole
 * EFAULT (mbind(2)).
 */
#include "check.h"

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);
    unsigned long node0 = 1;

    if (syscall(SYS_mbind, p, 2 * PAGE, 0 /* MPOL_DEFAULT */, NULL, 0, 0) == -1) {
        CHECK_EQ(errno, ENOSYS);
        puts("no NUMA here");
        return passed();
    }
    CHECK_ERR(syscall(SYS_mbind, p, PAGE, 99, NULL, 0, 0), EINVAL);
    CHECK_ERR(syscall(SYS_mbind, p, PAGE, 0, NULL, 0, 1 << 20), EINVAL);
    CHECK_ERR(syscall(SYS_mbind, p + 1, PAGE, 0, NULL, 0, 0), EINVAL);
    CHECK_OK(munmap(p, PAGE));
    CHECK_ERR(syscall(SYS_mbind, p, 2 * PAGE, 2 /* MPOL_BIND */, &node0, 64, 0), EFAULT);
    CHECK_OK(syscall(SYS_mbind, p, 2 * PAGE, 0, NULL, 0, 0));
    return passed();
}
