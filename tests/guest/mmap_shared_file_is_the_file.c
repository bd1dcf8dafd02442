/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A shared mapping and the file's contents are one: writes show both ways (mmap(2)). */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(open("f", O_RDWR | O_CREAT | O_TRUNC, 0600));
    char text[5] = "", *p, *q;

    CHECK_OK(ftruncate(fd, 3 * PAGE));
    p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 2 * PAGE);
    q = mmap(NULL, 3 * PAGE, PROT_READ, MAP_SHARED, fd, 0);
    CHECK(p != MAP_FAILED && q != MAP_FAILED);
    memcpy(p + 10, "west", 4);
    CHECK_EQ(pread(fd, text, 4, 2 * PAGE + 10), 4);
    CHECK_STR(text, "west");
    CHECK_STR(q + 2 * PAGE + 10, "west");
    CHECK_EQ(pwrite(fd, "east", 4, 2 * PAGE + 10), 4);
    CHECK_STR(p + 10, "east");
    CHECK_OK(close(fd));
    p[10] = 'b';
    CHECK_STR(q + 2 * PAGE + 10, "bast");
    CHECK_OK(unlink("f"));
    return passed();
}
