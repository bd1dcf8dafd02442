/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * process_madvise advises one's own memory by pidfd and counts the bytes
 * (process_madvise(2)).
 */
#include <sys/uio.h>

#include "check.h"

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE);
    struct iovec parts[] = { { p, PAGE }, { p + 2 * PAGE, 2 * PAGE } };
    int pidfd = CHECK_OK(syscall(SYS_pidfd_open, getpid(), 0));

    memset(p, 1, 4 * PAGE);
    CHECK_EQ(syscall(SYS_process_madvise, pidfd, parts, 2, MADV_COLD, 0), 3 * PAGE);
    CHECK_ERR(syscall(SYS_process_madvise, pidfd, parts, 2, MADV_COLD, 1), EINVAL);
    CHECK_ERR(syscall(SYS_process_madvise, pidfd, parts, 2, 12345, 0), EINVAL);
    CHECK_ERR(syscall(SYS_process_madvise, -1, parts, 2, MADV_COLD, 0), EBADF);
    CHECK_EQ(p[0] + p[3 * PAGE], 2);
    return passed();
}
