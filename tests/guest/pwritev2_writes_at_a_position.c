/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pwritev2(2): at a position, or at that of the file, which moves. */
#include <sys/uio.h>

#include "check.h"

int main(void)
{
    char got[16] = "";
    struct iovec out[2] = { { "abc", 3 }, { "def", 3 } };
    int fd = CHECK_OK(open("file", O_RDWR | O_CREAT, 0600));

    CHECK_EQ(pwritev2(fd, out, 2, 4, 0), 6);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 0);
    CHECK_EQ(pwritev2(fd, out, 1, -1, 0), 3);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 3);
    CHECK_EQ(pread(fd, got, sizeof(got), 0), 10);
    CHECK(memcmp(got, "abc\0abcdef", 10) == 0);
    CHECK_ERR(pwritev2(fd, out, 2, -2, 0), EINVAL);
    CHECK_ERR(pwritev2(-1, out, 2, 0, 0), EBADF);
    out[0].iov_base = (void *)8;
    CHECK_ERR(pwritev2(fd, out, 1, 4, 0), EFAULT);
    return passed();
}
