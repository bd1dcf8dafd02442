/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MS_SYNC succeeds on a file mapping; bad flags, holes and locked pages have
 * errnos (msync(2)).
 */
#include "check.h"

int main(void)
{
    int fd = CHECK_OK(open("f", O_RDWR | O_CREAT | O_TRUNC, 0600));
    char *p, byte;

    CHECK_OK(ftruncate(fd, 3 * PAGE));
    p = mmap(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    CHECK(p != MAP_FAILED);
    p[PAGE] = 'm';
    CHECK_OK(msync(p, 3 * PAGE, MS_SYNC));
    CHECK_OK(msync(p, 3 * PAGE, MS_ASYNC));
    CHECK_EQ(pread(fd, &byte, 1, PAGE), 1);
    CHECK_EQ(byte, 'm');
    CHECK_ERR(msync(p, PAGE, MS_SYNC | MS_ASYNC), EINVAL);
    CHECK_ERR(msync(p, PAGE, 64), EINVAL);
    CHECK_ERR(msync(p + 1, PAGE, MS_SYNC), EINVAL);
    CHECK_OK(mlock(p, PAGE));
    CHECK_ERR(msync(p, PAGE, MS_INVALIDATE), EBUSY);
    CHECK_OK(munmap(p + PAGE, PAGE));
    CHECK_ERR(msync(p, 3 * PAGE, MS_SYNC), ENOMEM);
    CHECK_OK(unlink("f"));
    return passed();
}
