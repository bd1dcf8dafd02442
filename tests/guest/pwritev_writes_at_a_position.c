/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pwritev(2), preadv(2): at a position, which stays where it was. */
#include <sys/uio.h>

#include "check.h"

int main(void)
{
    char one[4] = "", two[4] = "";
    struct iovec out[2] = { { "abc", 3 }, { "def", 3 } }, in[2] = { { one, 3 }, { two, 3 } };
    int fd = CHECK_OK(open("file", O_RDWR | O_CREAT, 0600));

    CHECK_EQ(pwritev(fd, out, 2, 10), 6);
    CHECK_EQ(lseek(fd, 0, SEEK_CUR), 0);
    CHECK_EQ(preadv(fd, in, 2, 10), 6);
    CHECK_STR(one, "abc");
    CHECK_STR(two, "def");
    CHECK_EQ(preadv(fd, in, 2, 13), 3);
    CHECK_STR(one, "def");
    CHECK_EQ(preadv(fd, in, 2, 16), 0);
    CHECK_ERR(preadv(fd, in, 2, -2), EINVAL);
    CHECK_ERR(pwritev(-1, out, 2, 0), EBADF);
    CHECK_ERR(preadv(fd, in, 2, -1), EINVAL);
    in[0].iov_base = (void *)8;
    CHECK_ERR(preadv(fd, in, 1, 10), EFAULT);
    return passed();
}
