/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The last page beyond the end of the file reads zero; a whole page beyond is
 * SIGBUS (mmap(2)).
 */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    char *p;

    CHECK_OK(ftruncate(fd, PAGE + 100));
    p = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    CHECK(p != MAP_FAILED);
    for (int i = 100; i < PAGE; i++)
        CHECK_EQ(p[PAGE + i], 0);
    CHECK_EQ(READ_STATUS(p + 2 * PAGE), KILLED(SIGBUS));
    CHECK_OK(ftruncate(fd, 3 * PAGE));
    CHECK_EQ(READ_STATUS(p + 2 * PAGE), EXITED(0));
    CHECK_OK(ftruncate(fd, PAGE));
    CHECK_EQ(READ_STATUS(p + PAGE), KILLED(SIGBUS));
    return passed();
}
