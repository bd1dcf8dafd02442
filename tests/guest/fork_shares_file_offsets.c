/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parent and child share open file descriptions: offset and flags, not the
 * table (fork(2)).
 */
#include "check.h"

static int fd;

static void child(void)
{
    char text[4] = "";

    CHECK_EQ(read(fd, text, 3), 3);
    CHECK_STR(text, "def");
    CHECK_OK(fcntl(fd, F_SETFL, O_APPEND));
    CHECK_OK(close(fd));
}

int main(void)
{
    char text[4] = "";

    fd = CHECK_OK(memfd_create("f", 0));
    CHECK_EQ(pwrite(fd, "abcdefghi", 9, 0), 9);
    CHECK_EQ(read(fd, text, 3), 3);
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(read(fd, text, 3), 3);
    CHECK_STR(text, "ghi");
    CHECK_EQ(fcntl(fd, F_GETFL) & O_APPEND, O_APPEND);
    return passed();
}
