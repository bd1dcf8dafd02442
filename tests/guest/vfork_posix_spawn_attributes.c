/* SPDX-License-Identifier: GPL-2.0-or-later */
/* posix_spawn's attributes: default signals, mask, process group (posix_spawn(3)). */
#include <spawn.h>

#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

static int spawned(void)
{
    struct sigaction act;
    sigset_t mask;

    CHECK_OK(sigaction(SIGUSR1, NULL, &act));
    CHECK_EQ(act.sa_handler, SIG_DFL);
    CHECK_OK(sigaction(SIGUSR2, NULL, &act));
    CHECK_EQ(act.sa_handler, SIG_DFL);
    CHECK_OK(sigaction(SIGHUP, NULL, &act));
    CHECK_EQ(act.sa_handler, SIG_IGN);
    CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &mask), 0);
    CHECK_EQ(sigismember(&mask, SIGTERM), 1);
    CHECK_EQ(sigismember(&mask, SIGINT), 0);
    CHECK_EQ(getpgrp(), getpid());
    return 23;
}

int main(int argc, char **argv)
{
    char *args[] = { "spawned", "x", NULL };
    posix_spawnattr_t attr;
    struct sigaction act;
    sigset_t set;
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return spawned();
    signal(SIGUSR1, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    set_handler(SIGUSR2, handler, 0);
    CHECK_EQ(posix_spawnattr_init(&attr), 0);
    CHECK_EQ(posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF |
                                                 POSIX_SPAWN_SETSIGMASK |
                                                 POSIX_SPAWN_SETPGROUP),
             0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    CHECK_EQ(posix_spawnattr_setsigdefault(&attr, &set), 0);
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    CHECK_EQ(posix_spawnattr_setsigmask(&attr, &set), 0);
    for (int i = 0; i < 10; i++) {
        CHECK_EQ(posix_spawn(&pid, "/proc/self/exe", NULL, &attr, args, NULL), 0);
        CHECK_EQ(wait_status(pid), EXITED(23));
    }
    CHECK_OK(sigaction(SIGUSR1, NULL, &act));
    CHECK_EQ(act.sa_handler, SIG_IGN);
    CHECK_OK(sigaction(SIGUSR2, NULL, &act));
    CHECK_EQ(act.sa_sigaction, handler);
    CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &set), 0);
    CHECK_EQ(sigismember(&set, SIGTERM), 0);
    return passed();
}
