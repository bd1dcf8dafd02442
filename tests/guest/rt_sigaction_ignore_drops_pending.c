/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Setting SIG_IGN, or SIG_DFL where that ignores, throws a pending signal away
 * (sigaction(2)).
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
}

static void drop(int sig, void (*action)(int))
{
    sigset_t set, pending;

    set_handler(sig, handler, 0);
    sigemptyset(&set);
    sigaddset(&set, sig);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    CHECK_OK(kill(getpid(), sig));
    CHECK_OK(raise(sig));
    CHECK_OK(sigpending(&pending));
    CHECK_EQ(sigismember(&pending, sig), 1);
    signal(sig, action);
    CHECK_OK(sigpending(&pending));
    CHECK_EQ(sigismember(&pending, sig), 0);
    set_handler(sig, handler, 0);
    CHECK_EQ(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
    CHECK_EQ(count, 0);
}

int main(void)
{
    drop(SIGUSR1, SIG_IGN);
    drop(SIGRTMIN, SIG_IGN);
    drop(SIGCHLD, SIG_DFL);
    drop(SIGWINCH, SIG_DFL);
    return passed();
}
