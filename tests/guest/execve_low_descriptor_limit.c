/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * With RLIMIT_NOFILE at its lowest that will do, exec and what follows it work
 * (getrlimit(2)).
 */
#include <sys/resource.h>

#include "check.h"

static int after(void)
{
    int fd = CHECK_OK(open("/dev/null", O_RDONLY));
    pid_t pid;

    CHECK_EQ(fd, 3);
    CHECK_ERR(dup2(0, 20), EBADF);
    CHECK_OK(dup(0));
    CHECK_ERR(dup(0), EMFILE);
    CHECK_ERR(open("/dev/null", O_RDONLY), EMFILE);
    pid = CHECK_OK(fork());
    if (pid == 0)
        _exit(7);
    CHECK_EQ(wait_status(pid), EXITED(7));
    return 41;
}

int main(int argc, char **argv)
{
    struct rlimit few = { 5, 5 };
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return after();
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_OK(setrlimit(RLIMIT_NOFILE, &few));
        execl("/proc/self/exe", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(41));
    return passed();
}
