/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * si_code, si_pid, si_uid and si_value tell kill, tgkill and sigqueue apart
 * (sigaction(2)).
 */
#include "check.h"

static volatile siginfo_t seen;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, info->si_signo);
    seen = *info;
}

int main(void)
{
    set_handler(SIGUSR1, handler, 0);
    set_handler(SIGRTMIN + 3, handler, 0);
    CHECK_OK(kill(getpid(), SIGUSR1));
    CHECK_EQ(seen.si_signo, SIGUSR1);
    CHECK_EQ(seen.si_errno, 0);
    CHECK_EQ(seen.si_code, SI_USER);
    CHECK_EQ(seen.si_pid, getpid());
    CHECK_EQ(seen.si_uid, getuid());
    CHECK_OK(syscall(SYS_tgkill, getpid(), gettid(), SIGUSR1));
    CHECK_EQ(seen.si_code, SI_TKILL);
    CHECK_EQ(seen.si_pid, getpid());
    CHECK_OK(syscall(SYS_tkill, gettid(), SIGUSR1));
    CHECK_EQ(seen.si_code, SI_TKILL);
    CHECK_OK(sigqueue(getpid(), SIGRTMIN + 3,
                      (union sigval){ .sival_ptr = (void *)0x123456789abc }));
    CHECK_EQ(seen.si_signo, SIGRTMIN + 3);
    CHECK_EQ(seen.si_code, SI_QUEUE);
    CHECK_EQ(seen.si_pid, getpid());
    CHECK_EQ(seen.si_uid, getuid());
    CHECK_EQ(seen.si_value.sival_ptr, 0x123456789abc);
    return passed();
}
