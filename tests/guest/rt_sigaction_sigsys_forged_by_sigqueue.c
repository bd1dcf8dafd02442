/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A SIGSYS queued to oneself with a filter's si_code is just a signal with
 * that siginfo.
 */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    CHECK_EQ(info->si_code, 1); /* SYS_SECCOMP */
    CHECK_EQ(info->si_call_addr, 0x1234);
    CHECK_EQ(info->si_syscall, SYS_exit_group);
    count++;
}

int main(void)
{
    siginfo_t info;

    memset(&info, 0, sizeof info);
    info.si_signo = SIGSYS;
    info.si_code = 1;
    info.si_call_addr = (void *)0x1234;
    info.si_syscall = SYS_exit_group;
    info.si_arch = 0xc000003e;
    set_handler(SIGSYS, handler, 0);
    CHECK_OK(syscall(SYS_rt_sigqueueinfo, getpid(), SIGSYS, &info));
    CHECK_EQ(count, 1);
    CHECK_OK(syscall(SYS_rt_tgsigqueueinfo, getpid(), gettid(), SIGSYS, &info));
    CHECK_EQ(count, 2);
    return passed();
}
