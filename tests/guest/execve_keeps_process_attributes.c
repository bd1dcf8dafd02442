/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ids, directory, umask, limits, interval timer stay; POSIX timers go (execve(2)). */
#include <sys/resource.h>

#include "check.h"

int main(int argc, char **argv)
{
    struct rlimit files = { 700, 700 };
    struct itimerval timer = { .it_value = { 1000, 0 } };
    struct itimerspec posix;
    char ids[64], cwd[4096];
    int id = -1;
    pid_t pid;

    snprintf(ids, sizeof ids, "%d %d %d", getpid(), getpgrp(), getsid(0));
    if (argc > 1) {
        CHECK_STR(argv[1], ids);
        CHECK_EQ(gettid(), getpid());
        CHECK_STR(getcwd(cwd, sizeof cwd), "/");
        CHECK_EQ(umask(0), 0146);
        CHECK_OK(getrlimit(RLIMIT_NOFILE, &files));
        CHECK_EQ(files.rlim_cur, 700);
        CHECK_EQ(files.rlim_max, 700);
        CHECK_OK(getitimer(ITIMER_REAL, &timer));
        CHECK(timer.it_value.tv_sec > 900);
        CHECK_ERR(syscall(SYS_timer_gettime, 0, &posix), EINVAL);
        return 40;
    }
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_OK(setpgid(0, 0));
        CHECK_OK(chdir("/"));
        umask(0146);
        CHECK_OK(setrlimit(RLIMIT_NOFILE, &files));
        CHECK_OK(setitimer(ITIMER_REAL, &timer, NULL));
        CHECK_OK(syscall(SYS_timer_create, CLOCK_MONOTONIC, NULL, &id));
        snprintf(ids, sizeof ids, "%d %d %d", getpid(), getpgrp(), getsid(0));
        execl("/proc/self/exe", "x", ids, NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(40));
    return passed();
}
