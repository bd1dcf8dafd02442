/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PTRACE_GETSIGMASK tells a tracee's mask, running or asleep;
 * PTRACE_SETSIGMASK does not take its calls away. */
#include "tracing.h"

#define BIT(sig) (1UL << ((sig) - 1))

static int fds[2];

static void body(void)
{
    unsigned long mask = BIT(SIGUSR2) | BIT(SIGTERM);
    char byte;

    CHECK_EQ(raw_call(SYS_getppid, 0, 0, 0), getppid());
    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &mask, NULL, 8));
    raise(SIGUSR1);
    CHECK_EQ(raw_call(SYS_read, fds[0], (long)&byte, 1), 1);
}

static unsigned long mask_of(pid_t pid)
{
    unsigned long mask;

    CHECK_OK(ptrace(PTRACE_GETSIGMASK, pid, 8, &mask));
    return mask;
}

int main(void)
{
    unsigned long mask = ~0UL;

    CHECK_OK(pipe(fds));
    pid_t pid = start_tracee(body, 0);
    CHECK_ERR(ptrace(PTRACE_GETSIGMASK, pid, 4, &mask), EINVAL);
    CHECK_ERR(ptrace(PTRACE_SETSIGMASK, pid, 4, &mask), EINVAL);
    CHECK_OK(ptrace(PTRACE_SETSIGMASK, pid, 8, &mask));
    CHECK_EQ(resume(PTRACE_CONT, pid, 0), STOPPED(SIGUSR1));
    CHECK_EQ(mask_of(pid), BIT(SIGUSR2) | BIT(SIGTERM));
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    wait_until_asleep(pid);
    CHECK_OK(kill(pid, SIGUSR1));
    CHECK_EQ(next_stop(pid), STOPPED(SIGUSR1));
    CHECK_EQ(mask_of(pid), BIT(SIGUSR2) | BIT(SIGTERM));
    CHECK_OK(ptrace(PTRACE_CONT, pid, 0, 0));
    CHECK_EQ(write(fds[1], "x", 1), 1);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
