/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CLOSE_RANGE_CLOEXEC marks, CLOSE_RANGE_UNSHARE unshares first; first above
 * last is EINVAL.
 */
#include <linux/close_range.h>
#include <sched.h>

#include "check.h"

#define CLOSE_RANGE(first, last, flags) syscall(SYS_close_range, first, last, flags)

static int body(void *arg)
{
    (void)arg;
    CHECK_OK(CLOSE_RANGE(6U, 7U, CLOSE_RANGE_UNSHARE));
    CHECK_ERR(fcntl(6, F_GETFD), EBADF);
    CHECK_OK(fcntl(8, F_GETFD));
    _exit(0);
}

int main(void)
{
    static char stack[65536] __attribute__((aligned(16)));
    pid_t pid;

    for (int i = 3; i < 10; i++)
        CHECK_EQ(dup(0), i);
    CHECK_OK(CLOSE_RANGE(4U, 5U, CLOSE_RANGE_CLOEXEC));
    for (int i = 3; i < 10; i++)
        CHECK_EQ(fcntl(i, F_GETFD), i == 4 || i == 5 ? FD_CLOEXEC : 0);
    pid = CHECK_OK(clone(body, stack + sizeof stack, CLONE_FILES | SIGCHLD, NULL));
    CHECK_EQ(wait_status(pid), EXITED(0));
    CHECK_OK(fcntl(6, F_GETFD));
    CHECK_OK(CLOSE_RANGE(3U, 3U, 0));
    CHECK_ERR(fcntl(3, F_GETFD), EBADF);
    CHECK_OK(fcntl(4, F_GETFD));
    CHECK_OK(CLOSE_RANGE(500U, 600U, 0));
    CHECK_ERR(CLOSE_RANGE(5U, 4U, 0), EINVAL);
    CHECK_ERR(CLOSE_RANGE(3U, 4U, 1), EINVAL);
    CHECK_OK(fcntl(4, F_GETFD));
    return passed();
}
