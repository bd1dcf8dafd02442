/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One system call instruction that is executed often, under filters that come and
 * that let some of its calls pass. */
#include <ucontext.h>

#include "filters.h"

#define OFTEN 300

extern char behind[];
static volatile int trapped;

static __attribute__((noinline)) long call(long nr, long a)
{
    long result;

    asm volatile("syscall\n.globl behind\nbehind:"
                 : "=a"(result)
                 : "0"(nr), "D"(a)
                 : "rcx", "r11", "memory");
    return result;
}

static void often(long nr, long a, long want)
{
    for (int i = 0; i < OFTEN; i++)
        CHECK_EQ(call(nr, a), want);
}

static void handler(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)sig;
    CHECK_EQ(info->si_call_addr, behind);
    CHECK_EQ(regs[REG_RIP], behind);
    CHECK_EQ(regs[REG_RAX], SYS_getsid);
    regs[REG_RAX] = 4711;
    trapped++;
}

static void killed(void)
{
    often(SYS_getpid, 0, getpid());
    CHECK_OK(filter_call(0, SYS_getpid, SECCOMP_RET_KILL_PROCESS));
    call(SYS_getpid, 0);
}

static void *thread(void *arg)
{
    syscall(SYS_getpid);
    call(SYS_getpgrp, 0);
    return arg;
}

static void killed_thread(void)
{
    often(SYS_getpid, 0, getpid());
    CHECK_OK(filter_call(0, SYS_getpgrp, SECCOMP_RET_KILL_THREAD));
    for (int i = 0; i < 20; i++)
        join_thread(start_thread(thread, NULL));
    often(SYS_getpid, 0, getpid());
    _exit(5);
}

/* close(444) fails with 78, whatever else is closed with EBADF. */
static void filter_argument(void)
{
    struct sock_filter code[] = {
        LOAD(nr),       UNLESS(SYS_close, 3),           LOAD(args[0]),
        UNLESS(444, 1), RETURN(SECCOMP_RET_ERRNO | 78), RETURN(SECCOMP_RET_ALLOW),
    };

    CHECK_OK(install_code(0, code, COUNT(code)));
}

int main(void)
{
    no_new_privs();
    often(SYS_getppid, 0, getppid());
    CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    often(SYS_getppid, 0, -77);
    often(SYS_getpid, 0, getpid());
    filter_argument();
    for (int i = 0; i < OFTEN; i++) {
        CHECK_EQ(call(SYS_close, 444), -78);
        CHECK_EQ(call(SYS_close, 445), -EBADF);
    }
    set_handler(SIGSYS, handler, 0);
    CHECK_OK(filter_call(0, SYS_getsid, SECCOMP_RET_TRAP));
    often(SYS_getsid, 0, 4711);
    CHECK_EQ(trapped, OFTEN);
    CHECK_EQ(child_status(killed), KILLED(SIGSYS));
    CHECK_EQ(child_status(killed_thread), EXITED(5));
    often(SYS_getpid, 0, getpid());
    return passed();
}
