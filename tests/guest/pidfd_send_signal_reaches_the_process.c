/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pidfd_send_signal(2): as kill(2), but for a process that cannot be mistaken. */
#include "check.h"

static volatile sig_atomic_t handled;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(info->si_code, SI_USER);
    CHECK_EQ(info->si_pid, getpid());
    handled = sig;
}

static long send_by(int pidfd, int sig)
{
    return syscall(SYS_pidfd_send_signal, pidfd, sig, NULL, 0);
}

int main(void)
{
    const int signals[] = { SIGUSR1, SIGSYS, SIGSEGV, SIGBUS };
    int self = CHECK_OK(syscall(SYS_pidfd_open, getpid(), 0)), pidfd;
    pid_t pid;

    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
        set_handler(signals[i], handler, 0);
        CHECK_OK(send_by(self, signals[i]));
        CHECK_EQ(handled, signals[i]);
    }
    pid = CHECK_OK(fork());
    if (pid == 0)
        for (;;)
            pause();
    pidfd = CHECK_OK(syscall(SYS_pidfd_open, pid, 0));
    CHECK_OK(send_by(pidfd, 0));
    CHECK_OK(send_by(pidfd, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    CHECK_ERR(send_by(pidfd, SIGTERM), ESRCH);
    CHECK_ERR(send_by(self, 65), EINVAL);
    CHECK_ERR(send_by(-1, SIGTERM), EBADF);
    return passed();
}
