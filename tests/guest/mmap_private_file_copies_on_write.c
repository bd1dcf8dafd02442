/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A private mapping shows the file, and what is written to it stays out of the
 * file (mmap(2)).
 */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    char byte, *a, *b;

    CHECK_EQ(pwrite(fd, "abc", 3, PAGE), 3);
    a = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    b = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, fd, PAGE);
    CHECK(a != MAP_FAILED && b != MAP_FAILED);
    CHECK_OK(close(fd) == 0 ? 0 : -1);
    CHECK_STR(a + PAGE, "abc");
    CHECK_STR(b, "abc");
    a[PAGE] = 'X';
    CHECK_STR(a + PAGE, "Xbc");
    CHECK_STR(b, "abc");
    fd = CHECK_OK(memfd_create("g", 0));
    CHECK_EQ(pread(fd, &byte, 1, 0), 0);
    return passed();
}
