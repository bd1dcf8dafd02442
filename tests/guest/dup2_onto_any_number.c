/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dup2 takes free and busy numbers, closing silently; onto itself it does
 * nothing (dup2(2)).
 */
#include "check.h"

int main(void)
{
    int targets[] = { 3, 4, 17, 63, 64, 100, 255, 256, 500, 900 };
    int a = CHECK_OK(memfd_create("a", 0)), b = CHECK_OK(memfd_create("b", 0));
    struct stat sa, sb, st;

    CHECK_OK(fstat(a, &sa));
    CHECK_OK(fstat(b, &sb));
    CHECK_EQ(dup2(a, 20), 20);
    CHECK_EQ(dup2(b, 21), 21);
    for (int i = 0; i < 10; i++) {
        CHECK_EQ(dup2(20, targets[i]), targets[i]);
        CHECK_EQ(dup2(21, targets[i]), targets[i]);
        CHECK_OK(fstat(targets[i], &st));
        CHECK_EQ(st.st_ino, sb.st_ino);
        CHECK_EQ(dup2(targets[i], targets[i]), targets[i]);
    }
    CHECK_OK(fcntl(20, F_SETFD, FD_CLOEXEC));
    CHECK_EQ(dup2(20, 30), 30);
    CHECK_EQ(fcntl(30, F_GETFD), 0);
    CHECK_EQ(dup2(20, 20), 20);
    CHECK_EQ(fcntl(20, F_GETFD), FD_CLOEXEC);
    CHECK_ERR(dup2(901, 30), EBADF);
    CHECK_ERR(dup2(901, 901), EBADF);
    CHECK_ERR(dup2(20, -1), EBADF);
    CHECK_ERR(dup2(20, 1 << 30), EBADF);
    CHECK_OK(fcntl(30, F_GETFD));
    return passed();
}
