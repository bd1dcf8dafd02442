/* SPDX-License-Identifier: GPL-2.0-or-later */
/* MADV_DONTNEED on a private file mapping undoes the private changes (madvise(2)). */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    char *p;

    CHECK_EQ(write(fd, "original", 9), 9);
    p = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    CHECK(p != MAP_FAILED);
    strcpy(p, "changed");
    CHECK_OK(madvise(p, PAGE, MADV_DONTNEED));
    CHECK_STR(p, "original");
    return passed();
}
