/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A thread may send itself a signal that looks like a fault (rt_tgsigqueueinfo(2)):
 * it is a sent one, which can be blocked and comes when it is let in.
 */
#include "check.h"

static volatile int count;
static volatile siginfo_t seen;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, info->si_signo);
    seen = *info;
    count++;
}

static void queue(int sig, int code, void *address)
{
    siginfo_t info = { .si_signo = sig, .si_code = code };

    info.si_addr = address;
    CHECK_OK(syscall(SYS_rt_tgsigqueueinfo, getpid(), syscall(SYS_gettid), sig, &info));
}

static void check_open(int sig)
{
    count = 0;
    set_handler(sig, handler, 0);
    queue(sig, SEGV_MAPERR, (void *)0x1234);
    CHECK_EQ(count, 1);
    CHECK_EQ(seen.si_code, SEGV_MAPERR);
    CHECK_EQ(seen.si_addr, 0x1234);
}

static void check_blocked(int sig)
{
    sigset_t set;

    count = 0;
    sigemptyset(&set);
    sigaddset(&set, sig);
    sigprocmask(SIG_BLOCK, &set, NULL);
    queue(sig, SEGV_ACCERR, (void *)0x5678);
    CHECK_EQ(count, 0);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    CHECK_EQ(count, 1);
    CHECK_EQ(seen.si_code, SEGV_ACCERR);
    CHECK_EQ(seen.si_addr, 0x5678);
}

static void nobody_handles_it(void)
{
    signal(SIGSEGV, SIG_DFL);
    queue(SIGSEGV, SEGV_MAPERR, NULL);
}

int main(void)
{
    const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS };

    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++)
        check_open(signals[i]);
    check_blocked(SIGSEGV);
    check_blocked(SIGBUS);
    check_blocked(SIGSYS);
    CHECK_EQ(child_status(nobody_handles_it), KILLED(SIGSEGV));
    return passed();
}
