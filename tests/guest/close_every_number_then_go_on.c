/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A daemon closes all numbers up to the limit; system calls, fork and exec go
 * on (daemon(7)).
 */
#include <sys/resource.h>

#include "check.h"

static void *thread(void *arg)
{
    return arg;
}

int main(int argc, char **argv)
{
    struct rlimit limit;
    int open_count = 0;
    pid_t pid;

    (void)argv;
    if (argc > 1) {
        CHECK_EQ(dup(0), 3);
        return 70;
    }
    CHECK_EQ(dup(0), 3);
    CHECK_EQ(dup2(0, 77), 77);
    CHECK_OK(getrlimit(RLIMIT_NOFILE, &limit));
    for (long fd = 3; fd < sysconf(_SC_OPEN_MAX); fd++)
        open_count += close(fd) == 0;
    CHECK_EQ(open_count, 2);
    CHECK_EQ(open("/proc/self/maps", O_RDONLY), 3);
    CHECK_OK(close(3));
    free(malloc(1 << 20));
    join_thread(start_thread(thread, NULL));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("/proc/self/exe", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(70));
    return passed();
}
