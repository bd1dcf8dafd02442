/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signals.c - the kernel's view of signals, all 64 of them.
 *
 * A blocked signal is kept for sigtimedwait(2) even where its disposition is
 * to ignore it, so no handlers are needed.
 */
#include "supervisor/signals.h"

#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#define SIGNAL_COUNT 64
#define BIT(signo) (1UL << ((signo) - 1))

/* The kernel's struct sigaction on x86-64. */
struct kernel_action {
    void (*handler)(int);
    unsigned long flags;
    void (*restorer)(void);
    uint64_t mask;
};

static void set_mask(int how, uint64_t mask, uint64_t *old)
{
    syscall(SYS_rt_sigprocmask, how, &mask, old, sizeof(mask));
}

static uint64_t find_ignored(void)
{
    struct kernel_action action;
    uint64_t ignored = 0;

    for (int signo = 1; signo <= SIGNAL_COUNT; signo++)
        if (syscall(SYS_rt_sigaction, signo, NULL, &action, sizeof(action.mask)) == 0 &&
            action.handler == SIG_IGN)
            ignored |= BIT(signo);
    return ignored;
}

void signals_take_over(struct inherited_signals *inherited)
{
    set_mask(SIG_SETMASK, UINT64_MAX, &inherited->blocked);
    inherited->ignored = find_ignored();
    /* Whoever ignores SIGCHLD is not told how its children ended. */
    if (inherited->ignored & BIT(SIGCHLD))
        signal(SIGCHLD, SIG_DFL);
}

/* A process with SIGSYS blocked dies of the first trap of the floor; all others
 * wait until lxcore, which knows what was blocked, lets the guest go. */
void signals_give_back(const struct inherited_signals *inherited)
{
    if (inherited->ignored & BIT(SIGCHLD))
        signal(SIGCHLD, SIG_IGN);
    set_mask(SIG_SETMASK, ~(BIT(SIGSYS) | BIT(SIGSEGV) | BIT(SIGBUS)), NULL);
}

int signals_wait(siginfo_t *info)
{
    const uint64_t all = UINT64_MAX;
    long signo;

    do
        signo = syscall(SYS_rt_sigtimedwait, &all, info, NULL, sizeof(all));
    while (signo < 0);
    return (int)signo;
}

void signals_forward(pid_t to, const siginfo_t *info)
{
    if (info->si_code == SI_QUEUE)
        syscall(SYS_rt_sigqueueinfo, to, info->si_signo, info);
    else
        kill(to, info->si_signo);
}

void signals_take(int signo)
{
    const struct kernel_action by_default = { .handler = SIG_DFL };

    syscall(SYS_rt_sigaction, signo, &by_default, NULL, sizeof(by_default.mask));
    kill(getpid(), signo);
    set_mask(SIG_UNBLOCK, BIT(signo), NULL);
    set_mask(SIG_BLOCK, BIT(signo), NULL);
}
