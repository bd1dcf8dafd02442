/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * close_range(3, ~0) closes all the program has; everything still works after
 * it, exec too.
 */
#include "check.h"

static void *thread(void *arg)
{
    return arg;
}

int main(int argc, char **argv)
{
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return 71;
    for (int i = 3; i < 50; i++)
        CHECK_EQ(dup(0), i);
    CHECK_EQ(dup2(0, 900), 900);
    for (int round = 0; round < 3; round++) {
        CHECK_OK(syscall(SYS_close_range, 3U, ~0U, 0));
        CHECK_ERR(fcntl(3, F_GETFD), EBADF);
        CHECK_ERR(fcntl(49, F_GETFD), EBADF);
        CHECK_ERR(fcntl(900, F_GETFD), EBADF);
        CHECK_EQ(open("/proc/self/status", O_RDONLY), 3);
        join_thread(start_thread(thread, NULL));
        pid = CHECK_OK(fork());
        if (pid == 0) {
            CHECK_OK(syscall(SYS_close_range, 3U, ~0U, 0));
            execl("/proc/self/exe", "x", "y", NULL);
            CHECK(!"exec");
        }
        CHECK_EQ(wait_status(pid), EXITED(71));
    }
    return passed();
}
