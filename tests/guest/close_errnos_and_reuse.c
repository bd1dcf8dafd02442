/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Closing twice, or what was never open, is EBADF; the number is free for the
 * next (close(2)).
 */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(dup(0));

    CHECK_EQ(fd, 3);
    CHECK_OK(close(fd));
    CHECK_ERR(close(fd), EBADF);
    CHECK_ERR(close(-1), EBADF);
    CHECK_ERR(close(900), EBADF);
    CHECK_ERR(close(1 << 30), EBADF);
    CHECK_ERR(read(fd, &fd, 1), EBADF);
    CHECK_EQ(dup(0), 3);
    CHECK_OK(close(0));
    CHECK_OK(close(2));
    CHECK_EQ(dup(1), 0);
    CHECK_EQ(dup(1), 2);
    return passed();
}
