/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signalfd(2): a read gives signal, sender, value; with O_NONBLOCK and none
 * pending EAGAIN.
 */
#include <poll.h>
#include <sys/signalfd.h>

#include "check.h"

int main(void)
{
    struct signalfd_siginfo info[3];
    struct pollfd ready = { .events = POLLIN };
    sigset_t set;
    int fd;

    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGRTMIN);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    fd = CHECK_OK(signalfd(-1, &set, SFD_NONBLOCK));
    ready.fd = fd;
    CHECK_ERR(read(fd, info, sizeof info), EAGAIN);
    CHECK_EQ(poll(&ready, 1, 0), 0);
    CHECK_OK(kill(getpid(), SIGUSR1));
    CHECK_OK(sigqueue(getpid(), SIGRTMIN, (union sigval){ 31 }));
    CHECK_OK(sigqueue(getpid(), SIGRTMIN, (union sigval){ 32 }));
    CHECK_EQ(poll(&ready, 1, 0), 1);
    CHECK_ERR(read(fd, info, sizeof info[0] - 1), EINVAL);
    CHECK_EQ(read(fd, info, sizeof info), sizeof info);
    CHECK_EQ(info[0].ssi_signo, SIGUSR1);
    CHECK_EQ(info[0].ssi_code, SI_USER);
    CHECK_EQ(info[0].ssi_pid, getpid());
    CHECK_EQ(info[0].ssi_uid, getuid());
    CHECK_EQ(info[1].ssi_signo, SIGRTMIN);
    CHECK_EQ(info[1].ssi_code, SI_QUEUE);
    CHECK_EQ(info[1].ssi_int, 31);
    CHECK_EQ(info[2].ssi_int, 32);
    CHECK_ERR(read(fd, info, sizeof info), EAGAIN);
    return passed();
}
