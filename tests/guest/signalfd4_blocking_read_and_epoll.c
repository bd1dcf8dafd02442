/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A blocking read waits for the signal; epoll reports readiness; SIGCHLD tells
 * of the child.
 */
#include <sys/epoll.h>
#include <sys/signalfd.h>

#include "check.h"

int main(void)
{
    struct epoll_event event = { .events = EPOLLIN };
    struct signalfd_siginfo info;
    int fd, epoll = CHECK_OK(epoll_create1(0));
    sigset_t set;
    pid_t pid;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    fd = CHECK_OK(signalfd(-1, &set, 0));
    CHECK_OK(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event));
    for (int i = 0; i < 10; i++) {
        pid = CHECK_OK(fork());
        if (pid == 0)
            _exit(i);
        if (i % 2)
            CHECK_EQ(epoll_wait(epoll, &event, 1, -1), 1);
        CHECK_EQ(read(fd, &info, sizeof info), sizeof info);
        CHECK_EQ(info.ssi_signo, SIGCHLD);
        CHECK_EQ(info.ssi_pid, pid);
        CHECK_EQ(info.ssi_status, i);
        CHECK_EQ(wait_status(pid), EXITED(i));
    }
    return passed();
}
