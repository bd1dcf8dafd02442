/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A new descriptor has the lowest free number; O_CLOEXEC and the mode are
 * applied (open(2)).
 */
#include "check.h"

int main(void)
{
    struct stat st;
    int fds[20];

    umask(027);
    for (int i = 0; i < 20; i++) {
        fds[i] = CHECK_OK(
            syscall(SYS_open, "f", O_RDWR | O_CREAT | (i % 2 ? O_CLOEXEC : 0), 0666));
        CHECK_EQ(fds[i], 3 + i);
        CHECK_EQ(fcntl(fds[i], F_GETFD), i % 2 ? FD_CLOEXEC : 0);
    }
    CHECK_OK(fstat(3, &st));
    CHECK_EQ(st.st_mode & 07777, 0640);
    CHECK_OK(close(5));
    CHECK_OK(close(9));
    CHECK_EQ(open("f", O_RDONLY), 5);
    CHECK_EQ(syscall(SYS_creat, "f", 0600), 9);
    CHECK_EQ(open("f", O_RDONLY), 23);
    CHECK_OK(close(0));
    CHECK_EQ(open("f", O_RDONLY), 0);
    return passed();
}
