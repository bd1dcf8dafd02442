/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SIGSYS can be handled, sent and blocked like any other signal (signal(7)). */
#include "check.h"

static volatile int count, code;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, SIGSYS);
    code = info->si_code;
    count++;
    CHECK_EQ(syscall(SYS_getppid), getppid());
}

int main(void)
{
    sigset_t set, pending;

    set_handler(SIGSYS, handler, 0);
    CHECK_OK(raise(SIGSYS));
    CHECK_EQ(code, SI_TKILL);
    CHECK_OK(kill(getpid(), SIGSYS));
    CHECK_EQ(code, SI_USER);
    CHECK_EQ(count, 2);
    sigemptyset(&set);
    sigaddset(&set, SIGSYS);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    CHECK_OK(kill(getpid(), SIGSYS));
    CHECK_EQ(getppid(), getppid());
    CHECK_EQ(count, 2);
    CHECK_OK(sigpending(&pending));
    CHECK_EQ(sigismember(&pending, SIGSYS), 1);
    CHECK_EQ(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
    CHECK_EQ(count, 3);
    signal(SIGSYS, SIG_IGN);
    CHECK_OK(raise(SIGSYS));
    CHECK_OK(getppid());
    CHECK_EQ(count, 3);
    return passed();
}
