/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A fault whose signal is blocked or ignored kills the process
 * (sigprocmask(2), signal(7)).
 */
#include "check.h"

static volatile char *nowhere;

static void harmless(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    _exit(3);
}

static void ignored(void)
{
    signal(SIGSEGV, SIG_IGN);
    *nowhere = 1;
}

static void blocked(void)
{
    sigset_t all;

    sigfillset(&all);
    set_handler(SIGSEGV, harmless, 0);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &all, NULL), 0);
    *nowhere = 1;
}

static void in_own_handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    *nowhere = 2;
}

static void twice(void)
{
    set_handler(SIGSEGV, in_own_handler, 0);
    *nowhere = 1;
}

static void ignored_but_sent(void)
{
    signal(SIGSEGV, SIG_IGN);
    CHECK_OK(raise(SIGSEGV));
    CHECK_OK(kill(getpid(), SIGSEGV));
}

int main(void)
{
    CHECK_EQ(child_status(ignored), KILLED(SIGSEGV));
    CHECK_EQ(child_status(blocked), KILLED(SIGSEGV));
    CHECK_EQ(child_status(twice), KILLED(SIGSEGV));
    CHECK_EQ(child_status(ignored_but_sent), EXITED(0));
    return passed();
}
