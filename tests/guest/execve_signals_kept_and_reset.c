/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * exec keeps mask, pending and ignored signals, resets handlers, drops the
 * alternate stack.
 */
#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
}

static void *action_of(int sig)
{
    struct sigaction act;

    CHECK_OK(sigaction(sig, NULL, &act));
    CHECK_EQ(act.sa_flags & ~0x04000000, 0);
    return (void *)act.sa_handler;
}

static int after(void)
{
    unsigned long mask = 0, pending = 0;
    stack_t stack;
    siginfo_t info;
    sigset_t set;

    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, NULL, &mask, 8));
    CHECK_EQ(mask, 1UL << (SIGUSR1 - 1) | 1UL << (SIGSYS - 1) | 1UL << (SIGRTMIN - 1) |
                       1UL << 31);
    CHECK_OK(syscall(SYS_rt_sigpending, &pending, 8));
    CHECK_EQ(pending, 1UL << (SIGUSR1 - 1) | 1UL << (SIGSYS - 1) | 1UL << (SIGRTMIN - 1));
    sigemptyset(&set);
    sigaddset(&set, SIGRTMIN);
    for (int i = 0; i < 3; i++) {
        CHECK_EQ(sigwaitinfo(&set, &info), SIGRTMIN);
        CHECK_EQ(info.si_int, 70 + i);
    }
    for (int sig = 1; sig < 65; sig++)
        if (sig != 32 && sig != 33)
            CHECK_EQ(action_of(sig),
                     sig == SIGUSR2 || sig == SIGHUP || sig == 50 ? SIG_IGN : SIG_DFL);
    CHECK_OK(sigaltstack(NULL, &stack));
    CHECK_EQ(stack.ss_flags, SS_DISABLE);
    CHECK_EQ(stack.ss_sp, NULL);
    return 38;
}

int main(int argc, char **argv)
{
    unsigned long mask;
    stack_t stack = { .ss_size = 65536 };
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return after();
    stack.ss_sp = map_anon(65536, PROT_READ | PROT_WRITE);
    CHECK_OK(sigaltstack(&stack, NULL));
    for (int sig = 1; sig < 32; sig++)
        if (sig != SIGKILL && sig != SIGSTOP)
            set_handler(sig, handler, SA_ONSTACK | SA_RESTART);
    signal(SIGUSR2, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(50, SIG_IGN);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        mask = 1UL << (SIGUSR1 - 1) | 1UL << (SIGSYS - 1) | 1UL << (SIGRTMIN - 1) |
               1UL << 31;
        CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, NULL, 8));
        CHECK_OK(raise(SIGUSR1));
        CHECK_OK(kill(getpid(), SIGSYS));
        for (int i = 0; i < 3; i++)
            CHECK_OK(sigqueue(getpid(), SIGRTMIN, (union sigval){ 70 + i }));
        execl("/proc/self/exe", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(38));
    return passed();
}
