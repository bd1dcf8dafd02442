/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dup3: O_CLOEXEC, EINVAL for equal numbers and unknown flags, EBADF (dup3(2)). */
#include "check.h"

int main(void)
{
    CHECK_EQ(dup3(0, 50, O_CLOEXEC), 50);
    CHECK_EQ(fcntl(50, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(dup3(0, 50, 0), 50);
    CHECK_EQ(fcntl(50, F_GETFD), 0);
    CHECK_ERR(dup3(50, 50, 0), EINVAL);
    CHECK_ERR(dup3(0, 51, O_NONBLOCK), EINVAL);
    CHECK_ERR(dup3(901, 51, 0), EBADF);
    CHECK_ERR(dup3(0, -1, 0), EBADF);
    CHECK_ERR(fcntl(51, F_GETFD), EBADF);
    return passed();
}
