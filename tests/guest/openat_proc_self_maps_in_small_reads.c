/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Read a few bytes at a time the maps are the same text as read at once; lseek
 * starts anew.
 */
#include "check.h"

static char whole[1 << 18], parts[1 << 18];

int main(void)
{
    int fd = CHECK_OK(open("/proc/self/maps", O_RDONLY));
    ssize_t size = 0, got, total = 0;

    while ((got = CHECK_OK(read(fd, whole + size, sizeof whole - size))) > 0)
        size += got;
    CHECK(size > 200);
    CHECK_EQ(lseek(fd, 0, SEEK_SET), 0);
    while ((got = CHECK_OK(read(fd, parts + total, 7))) > 0)
        total += got;
    CHECK_EQ(total, size);
    CHECK_EQ(memcmp(whole, parts, size), 0);
    CHECK_EQ(pread(fd, parts, 50, 30), 50);
    CHECK_EQ(memcmp(whole + 30, parts, 50), 0);
    CHECK_ERR(write(fd, "x", 1), EBADF);
    return passed();
}
