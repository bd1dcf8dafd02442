/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/self/status has the program's ids, threads and signal masks, SIGSYS
 * like others (proc(5)).
 */
#include "proc_status.h"

#define field(name, base) status_field("/proc/self/status", name, base)
#define BIT(sig) (1UL << ((sig)-1))

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

int main(void)
{
    sigset_t set;

    CHECK_EQ(field("Pid", 10), getpid());
    CHECK_EQ(field("Tgid", 10), getpid());
    CHECK_EQ(field("PPid", 10), getppid());
    CHECK_EQ(field("Threads", 10), 1);
    CHECK_EQ(field("SigCgt", 16), 0);
    CHECK_EQ(field("SigBlk", 16), 0);
    set_handler(SIGUSR1, handler, 0);
    set_handler(SIGRTMIN, handler, 0);
    signal(SIGUSR2, SIG_IGN);
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGSYS);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    CHECK_OK(raise(SIGTERM));
    CHECK_OK(kill(getpid(), SIGTERM));
    CHECK_EQ(field("SigCgt", 16), BIT(SIGUSR1) | BIT(SIGRTMIN));
    CHECK_EQ(field("SigIgn", 16) & BIT(SIGUSR2), BIT(SIGUSR2));
    CHECK_EQ(field("SigIgn", 16) & BIT(SIGSYS), 0);
    CHECK_EQ(field("SigBlk", 16), BIT(SIGTERM) | BIT(SIGSYS));
    CHECK_EQ(field("SigPnd", 16), BIT(SIGTERM));
    CHECK_EQ(field("ShdPnd", 16), BIT(SIGTERM));
    return passed();
}
