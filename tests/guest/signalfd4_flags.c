/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SFD_CLOEXEC and SFD_NONBLOCK are applied, other flags are EINVAL (signalfd(2)). */
#include <sys/signalfd.h>

#include "check.h"

int main(void)
{
    unsigned long set = 1UL << (SIGUSR1 - 1);
    int fd = CHECK_OK(syscall(SYS_signalfd4, -1, &set, 8, SFD_CLOEXEC | SFD_NONBLOCK));

    CHECK_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
    fd = CHECK_OK(syscall(SYS_signalfd4, -1, &set, 8, 0));
    CHECK_EQ(fcntl(fd, F_GETFD), 0);
    CHECK_EQ(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
    CHECK_ERR(syscall(SYS_signalfd4, -1, &set, 8, 1), EINVAL);
    CHECK_ERR(syscall(SYS_signalfd4, -1, &set, 16, 0), EINVAL);
    return passed();
}
