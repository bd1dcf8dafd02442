/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A blocked pending signal is taken, not delivered; its siginfo comes with it
 * (sigwaitinfo(2)).
 */
#include "check.h"

static void never(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    CHECK(!"delivered");
}

int main(void)
{
    struct timespec zero = { 0, 0 };
    siginfo_t info;
    sigset_t set;

    set_handler(SIGUSR1, never, 0);
    set_handler(SIGRTMIN + 1, never, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN + 1);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    for (int i = 0; i < 5; i++)
        CHECK_OK(sigqueue(getpid(), SIGRTMIN + 1, (union sigval){ i }));
    CHECK_OK(kill(getpid(), SIGUSR1));
    CHECK_EQ(sigwaitinfo(&set, &info), SIGUSR1);
    CHECK_EQ(info.si_code, SI_USER);
    CHECK_EQ(info.si_pid, getpid());
    for (int i = 0; i < 5; i++) {
        CHECK_EQ(sigtimedwait(&set, &info, &zero), SIGRTMIN + 1);
        CHECK_EQ(info.si_signo, SIGRTMIN + 1);
        CHECK_EQ(info.si_int, i);
    }
    CHECK_ERR(sigtimedwait(&set, &info, &zero), EAGAIN);
    CHECK_EQ(sigprocmask(SIG_UNBLOCK, &set, NULL), 0);
    return passed();
}
