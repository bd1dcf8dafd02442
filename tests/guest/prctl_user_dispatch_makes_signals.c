/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * prctl(PR_SET_SYSCALL_USER_DISPATCH): calls from outside of the range are SIGSYS
 * while the selector says so, with the call in siginfo and its registers in the
 * context; children do not have it; a selector that is none ends the process.
 */
#include "check.h"

#include <sys/prctl.h>
#include <ucontext.h>

#ifndef SYS_USER_DISPATCH
#define SYS_USER_DISPATCH 2
#endif

static volatile char selector;
static volatile int seen_nr, seen_code;
static volatile long seen_rax, seen_arg;

static void handler(int sig, siginfo_t *info, void *context)
{
    ucontext_t *uc = context;

    selector = SYSCALL_DISPATCH_FILTER_ALLOW;
    (void)sig;
    seen_nr = info->si_syscall;
    seen_code = info->si_code;
    seen_rax = uc->uc_mcontext.gregs[REG_RAX];
    seen_arg = uc->uc_mcontext.gregs[REG_RDI];
    uc->uc_mcontext.gregs[REG_RAX] = 4711;
}

static long blocked(long nr, long arg)
{
    long result;

    selector = SYSCALL_DISPATCH_FILTER_BLOCK;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(nr), "D"(arg)
                     : "rcx", "r11", "memory");
    selector = SYSCALL_DISPATCH_FILTER_ALLOW;
    return result;
}

static int dispatch(unsigned long mode, unsigned long start, unsigned long size,
                    const void *at)
{
    return prctl(PR_SET_SYSCALL_USER_DISPATCH, mode, start, size, at);
}

static void with_a_bad_selector(void)
{
    CHECK_OK(dispatch(PR_SYS_DISPATCH_ON, 0, 0, (const void *)&selector));
    selector = 7;
    syscall(SYS_getppid);
}

static void without_handler(void)
{
    signal(SIGSYS, SIG_DFL);
    CHECK_OK(dispatch(PR_SYS_DISPATCH_ON, 0, 0, (const void *)&selector));
    blocked(SYS_getppid, 0);
}

static void child_calls(void)
{
    CHECK_EQ(blocked(SYS_getpid, 0), getpid());
}

int main(void)
{
    set_handler(SIGSYS, handler, 0);
    CHECK_ERR(dispatch(PR_SYS_DISPATCH_OFF, 0, 1, NULL), EINVAL);
    CHECK_ERR(dispatch(PR_SYS_DISPATCH_ON, 4096, 0, NULL), EINVAL);
    CHECK_ERR(dispatch(77, 0, 0, NULL), EINVAL);
    CHECK_ERR(dispatch(PR_SYS_DISPATCH_ON, 0, 0, (void *)-1L), EFAULT);

    CHECK_OK(dispatch(PR_SYS_DISPATCH_ON, 0, 0, (const void *)&selector));
    for (int i = 0; i < 30; i++) {
        CHECK_EQ(blocked(SYS_getppid, i), 4711);
        CHECK_EQ(seen_nr, SYS_getppid);
        CHECK_EQ(seen_code, SYS_USER_DISPATCH);
        CHECK_EQ(seen_rax, SYS_getppid);
        CHECK_EQ(seen_arg, i);
        CHECK_EQ(syscall(SYS_getpid), getpid());
    }
    CHECK_EQ(blocked(-5, 0), 4711); /* numbers that there are not, too */
    CHECK_EQ(child_status(child_calls), EXITED(0));
    /* All addresses are in the range. */
    CHECK_OK(dispatch(PR_SYS_DISPATCH_ON, 1, -2UL, (const void *)&selector));
    CHECK_EQ(blocked(SYS_getpid, 0), getpid());
    CHECK_OK(dispatch(PR_SYS_DISPATCH_OFF, 0, 0, NULL));
    CHECK_EQ(blocked(SYS_getpid, 0), getpid());
    CHECK_EQ(child_status(with_a_bad_selector) & 0x7f, SIGSYS);
    CHECK_EQ(child_status(without_handler) & 0x7f, SIGSYS);
    return passed();
}
