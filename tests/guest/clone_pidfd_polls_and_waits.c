/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CLONE_PIDFD gives a descriptor that is readable at the child's end and can
 * be waited on.
 */
#include <poll.h>
#include <sched.h>

#include "check.h"

int main(void)
{
    struct pollfd ready = { .events = POLLIN };
    siginfo_t info;
    int pidfd = -1;
    pid_t pid = CHECK_OK(syscall(SYS_clone, CLONE_PIDFD | SIGCHLD, 0, &pidfd, 0, 0));

    if (pid == 0) {
        pause();
        _exit(0);
    }
    CHECK(pidfd > 2);
    CHECK_EQ(fcntl(pidfd, F_GETFD), FD_CLOEXEC);
    ready.fd = pidfd;
    CHECK_EQ(poll(&ready, 1, 0), 0);
    CHECK_OK(syscall(SYS_pidfd_send_signal, pidfd, SIGTERM, NULL, 0));
    CHECK_EQ(poll(&ready, 1, -1), 1);
    CHECK_OK(waitid(P_PIDFD, pidfd, &info, WEXITED));
    CHECK_EQ(info.si_pid, pid);
    CHECK_EQ(info.si_code, CLD_KILLED);
    CHECK_EQ(info.si_status, SIGTERM);
    CHECK_ERR(syscall(SYS_pidfd_send_signal, pidfd, 0, NULL, 0), ESRCH);
    return passed();
}
