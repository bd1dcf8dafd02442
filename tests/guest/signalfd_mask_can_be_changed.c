/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * signalfd on its own descriptor changes the set; the old raw call works too
 * (signalfd(2)).
 */
#include <sys/signalfd.h>

#include "check.h"

static const unsigned long usr1 = 1UL << (SIGUSR1 - 1), usr2 = 1UL << (SIGUSR2 - 1);

int main(void)
{
    unsigned long all = -1UL;
    struct signalfd_siginfo info;
    int fd;

    CHECK_OK(syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, 8));
    fd = CHECK_OK(syscall(SYS_signalfd, -1, &usr1, 8));
    CHECK_OK(raise(SIGUSR2));
    CHECK_EQ(syscall(SYS_signalfd, fd, &usr2, 8), fd);
    CHECK_EQ(read(fd, &info, sizeof info), sizeof info);
    CHECK_EQ(info.ssi_signo, SIGUSR2);
    CHECK_EQ(syscall(SYS_signalfd4, fd, &usr1, 8, 0), fd);
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(read(fd, &info, sizeof info), sizeof info);
    CHECK_EQ(info.ssi_signo, SIGUSR1);
    CHECK_ERR(syscall(SYS_signalfd, fd, &usr1, 4), EINVAL);
    CHECK_ERR(syscall(SYS_signalfd, fd, 8, 8), EFAULT);
    CHECK_ERR(syscall(SYS_signalfd, 0, &usr1, 8), EINVAL);
    CHECK_ERR(syscall(SYS_signalfd, 900, &usr1, 8), EBADF);
    return passed();
}
