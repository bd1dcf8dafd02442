/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * With every signal blocked all system calls go on; a bad pointer is EFAULT,
 * not death.
 */
#include <poll.h>

#include "check.h"

static void child(void)
{
    CHECK_OK(getppid());
}

int main(void)
{
    char *bad = map_anon(PAGE, PROT_NONE);
    sigset_t all, now;
    struct pollfd none;
    int pipes[2];

    sigfillset(&all);
    CHECK_EQ(sigprocmask(SIG_SETMASK, &all, NULL), 0);
    CHECK_OK(pipe(pipes));
    CHECK_EQ(write(pipes[1], "x", 1), 1);
    CHECK_ERR(write(pipes[1], bad, 1), EFAULT);
    CHECK_ERR(open(bad, O_RDONLY), EFAULT);
    CHECK_ERR(syscall(SYS_stat, ".", bad), EFAULT);
    CHECK_ERR(syscall(SYS_readlink, "/proc/self/exe", bad, 10), EFAULT);
    CHECK_ERR(syscall(SYS_futex, bad, 0, 0, NULL, NULL, 0), EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigaction, SIGUSR1, bad, NULL, 8), EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigprocmask, SIG_BLOCK, bad, NULL, 8), EFAULT);
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(poll(&none, 0, 1), 0);
    CHECK_EQ(sigprocmask(SIG_SETMASK, NULL, &now), 0);
    for (int sig = 1; sig < 32; sig++)
        CHECK_EQ(sigismember(&now, sig), sig != SIGKILL && sig != SIGSTOP);
    return passed();
}
