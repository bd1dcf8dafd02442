/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SIGSYS is read from a signalfd like any other signal (signalfd(2)). */
#include <poll.h>
#include <sys/signalfd.h>

#include "check.h"

int main(void)
{
    struct signalfd_siginfo info;
    struct pollfd ready = { .events = POLLIN };
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGSYS);
    CHECK_EQ(sigprocmask(SIG_BLOCK, &set, NULL), 0);
    ready.fd = CHECK_OK(signalfd(-1, &set, SFD_NONBLOCK));
    for (int i = 0; i < 5; i++) {
        CHECK_EQ(poll(&ready, 1, 0), 0);
        CHECK_OK(kill(getpid(), SIGSYS));
        CHECK_EQ(poll(&ready, 1, 0), 1);
        CHECK_EQ(read(ready.fd, &info, sizeof info), sizeof info);
        CHECK_EQ(info.ssi_signo, SIGSYS);
        CHECK_EQ(info.ssi_code, SI_USER);
        CHECK_EQ(info.ssi_pid, getpid());
        CHECK_ERR(read(ready.fd, &info, sizeof info), EAGAIN);
    }
    return passed();
}
