/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The raw call writes the time left back; bad time, mask size, descriptors
 * have errnos.
 */
#include <sys/select.h>

#include "check.h"

struct mask_arg {
    const void *set;
    size_t size;
};

#define SELECT(n, reads, time, mask) \
    syscall(SYS_pselect6, n, reads, NULL, NULL, time, mask)

int main(void)
{
    struct timespec time = { 0, 20000000 }, bad = { 0, 1000000000 };
    unsigned long set = 0;
    struct mask_arg bad_size = { &set, 4 }, bad_set = { (void *)8, 8 },
                    no_set = { NULL, 8 };
    fd_set fds;
    int pipes[2];

    CHECK_OK(pipe(pipes));
    FD_ZERO(&fds);
    FD_SET(pipes[0], &fds);
    CHECK_EQ(SELECT(pipes[0] + 1, &fds, &time, &no_set), 0);
    CHECK_EQ(time.tv_sec | time.tv_nsec, 0);
    CHECK(!FD_ISSET(pipes[0], &fds));
    CHECK_EQ(SELECT(0, NULL, &time, NULL), 0);
    CHECK_ERR(SELECT(0, NULL, &bad, NULL), EINVAL);
    CHECK_ERR(SELECT(-1, NULL, &time, NULL), EINVAL);
    CHECK_ERR(SELECT(0, NULL, &time, &bad_size), EINVAL);
    CHECK_ERR(SELECT(0, NULL, &time, &bad_set), EFAULT);
    CHECK_ERR(SELECT(0, NULL, &time, 8), EFAULT);
    CHECK_ERR(SELECT(0, NULL, 8, NULL), EFAULT);
    CHECK_ERR(SELECT(10, 8, &time, NULL), EFAULT);
    FD_SET(40, &fds);
    CHECK_ERR(SELECT(41, &fds, &time, NULL), EBADF);
    FD_ZERO(&fds);
    FD_SET(pipes[0], &fds);
    CHECK_EQ(write(pipes[1], "x", 1), 1);
    CHECK_EQ(SELECT(pipes[0] + 1, &fds, NULL, NULL), 1);
    CHECK(FD_ISSET(pipes[0], &fds));
    return passed();
}
