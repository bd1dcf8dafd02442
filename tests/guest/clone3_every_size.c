/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * clone3 takes the sizes of all its versions, and longer ones if the rest is
 * zero (clone(2)).
 */
#include <linux/sched.h>

#include "check.h"

static union {
    struct clone_args args;
    char bytes[8192];
} u;

static long clone3(void *args, size_t size)
{
    return syscall(SYS_clone3, args, size);
}

int main(void)
{
    size_t good[] = { 64, 80, 88, 96, 128, 4096 };
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);

    for (unsigned i = 0; i < sizeof good / sizeof *good; i++) {
        long pid;

        u.args.exit_signal = SIGCHLD;
        pid = CHECK_OK(clone3(&u, good[i]));
        if (pid == 0)
            _exit(20 + i);
        CHECK_EQ(wait_status(pid), EXITED(20 + i));
    }
    CHECK_ERR(clone3(&u, 0), EINVAL);
    CHECK_ERR(clone3(&u, 63), EINVAL);
    CHECK_ERR(clone3(&u, 4097), E2BIG);
    u.bytes[200] = 1;
    CHECK_ERR(clone3(&u, 256), E2BIG);
    CHECK_ERR(clone3(NULL, 88), EFAULT);
    CHECK_OK(munmap(p + PAGE, PAGE));
    CHECK_ERR(clone3(p + PAGE - 40, 88), EFAULT);
    return passed();
}
