/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Flags must be 0, the address aligned, the range bound (set_mempolicy_home_node(2)). */
#include "check.h"

#ifndef SYS_set_mempolicy_home_node
#define SYS_set_mempolicy_home_node 450
#endif
#define HOME(addr, size, node, flags) \
    syscall(SYS_set_mempolicy_home_node, addr, (long)(size), (long)(node), (long)(flags))

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);
    unsigned long node0 = 1;

    if (HOME(p, 0, 0, 0) == -1) {
        CHECK_EQ(errno, ENOSYS);
        puts("no home nodes here");
        return passed();
    }
    CHECK_ERR(HOME(p, PAGE, 0, 1), EINVAL);
    CHECK_ERR(HOME(p + 1, PAGE, 0, 0), EINVAL);
    CHECK_ERR(HOME(p, PAGE, 1 << 20, 0), EINVAL);
    CHECK_OK(syscall(SYS_mbind, p, PAGE, 2 /* MPOL_BIND */, &node0, 64, 0));
    CHECK_OK(HOME(p, PAGE, 0, 0));
    return passed();
}
