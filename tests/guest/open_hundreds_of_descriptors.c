/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Eight hundred descriptors are open at once, in unbroken numbers; all work,
 * all close.
 */
#include "check.h"

int main(void)
{
    char byte;

    for (int i = 3; i < 900; i++) {
        int fd = CHECK_OK(memfd_create("f", 0));

        CHECK_EQ(fd, i);
        CHECK_EQ(write(fd, &(char){ i }, 1), 1);
    }
    for (int i = 3; i < 900; i++) {
        CHECK_EQ(pread(i, &byte, 1, 0), 1);
        CHECK_EQ(byte, (char)i);
        CHECK_OK(close(i));
    }
    CHECK_EQ(dup(0), 3);
    return passed();
}
