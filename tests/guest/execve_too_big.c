/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One string above 128 KiB, or all of them above the stack's quarter, are
 * E2BIG (execve(2)).
 */
#include <sys/resource.h>

#include "check.h"

int main(void)
{
    static char too_long[131072 + 1], fits[131072];
    struct rlimit stack = { 8 << 20, 8 << 20 };
    char *one[] = { too_long, NULL }, *many[40], *fine[] = { "x", NULL };

    CHECK_OK(setrlimit(RLIMIT_STACK, &stack));
    memset(too_long, 'a', sizeof too_long - 1);
    memset(fits, 'b', sizeof fits - 1);
    for (int i = 0; i < 39; i++)
        many[i] = fits;
    many[39] = NULL;
    CHECK_ERR(execve("/proc/self/exe", one, NULL), E2BIG);
    CHECK_ERR(execve("/proc/self/exe", fine, one), E2BIG);
    CHECK_ERR(execve("/proc/self/exe", many, NULL), E2BIG);
    CHECK_ERR(execve("/proc/self/exe", fine, many), E2BIG);
    CHECK_ERR(execve("/nowhere", many, NULL), ENOENT);
    return passed();
}
