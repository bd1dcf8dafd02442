/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Another process may be sent only negative codes; oneself anything; the limit
 * is EAGAIN.
 */
#include <sys/resource.h>

#include "check.h"

static volatile int code, value;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)context;
    code = info->si_code;
    value = info->si_int;
}

int main(void)
{
    struct rlimit none = { 0, 0 };
    siginfo_t info;
    pid_t pid;

    set_handler(SIGUSR1, handler, 0);
    memset(&info, 0, sizeof info);
    info.si_int = 9;
    info.si_code = SI_USER;
    CHECK_OK(syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, &info));
    CHECK_EQ(code, SI_USER);
    info.si_code = -77;
    CHECK_OK(syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, &info));
    CHECK_EQ(code, -77);
    CHECK_EQ(value, 9);
    pid = CHECK_OK(fork());
    if (pid == 0)
        for (;;)
            pause();
    info.si_code = SI_USER;
    CHECK_ERR(syscall(SYS_rt_sigqueueinfo, pid, SIGTERM, &info), EPERM);
    info.si_code = SI_TKILL;
    CHECK_ERR(syscall(SYS_rt_sigqueueinfo, pid, SIGTERM, &info), EPERM);
    info.si_code = SI_QUEUE;
    CHECK_OK(syscall(SYS_rt_sigqueueinfo, pid, SIGTERM, &info));
    CHECK_EQ(wait_status(pid), KILLED(SIGTERM));
    CHECK_ERR(syscall(SYS_rt_sigqueueinfo, getpid(), 65, &info), EINVAL);
    CHECK_ERR(syscall(SYS_rt_sigqueueinfo, getpid(), SIGUSR1, 8), EFAULT);
    CHECK_OK(setrlimit(RLIMIT_SIGPENDING, &none));
    set_handler(SIGRTMIN, handler, 0);
    CHECK_ERR(sigqueue(getpid(), SIGRTMIN, (union sigval){ 1 }), EAGAIN);
    CHECK_OK(kill(getpid(), SIGUSR1));
    return passed();
}
