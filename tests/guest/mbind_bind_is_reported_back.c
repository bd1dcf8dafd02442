/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A range bound to node 0 is reported so by get_mempolicy, its neighbour is
 * not (mbind(2)).
 */
#include "check.h"

#define BIND 2
#define F_ADDR 2

static int mode_at(void *p)
{
    int mode = -1;

    CHECK_OK(syscall(SYS_get_mempolicy, &mode, NULL, 0, p, F_ADDR));
    return mode;
}

int main(void)
{
    char *p = map_anon(3 * PAGE, PROT_READ | PROT_WRITE);
    unsigned long node0 = 1;

    if (syscall(SYS_mbind, p + PAGE, PAGE, BIND, &node0, 64, 0) == -1) {
        CHECK_EQ(errno, ENOSYS);
        puts("no NUMA here");
        return passed();
    }
    CHECK_EQ(mode_at(p), 0);
    CHECK_EQ(mode_at(p + PAGE), BIND);
    CHECK_EQ(mode_at(p + 2 * PAGE), 0);
    p[PAGE] = 1;
    return passed();
}
