/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Not a directory, a bad descriptor, a buffer too small for one entry (getdents64(2)). */
#include "check.h"

int main(void)
{
    int dir = CHECK_OK(open("/proc/self/fd", O_RDONLY | O_DIRECTORY));
    int file = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    char buffer[1024];

    CHECK_ERR(syscall(SYS_getdents64, file, buffer, sizeof buffer), ENOTDIR);
    CHECK_ERR(syscall(SYS_getdents, file, buffer, sizeof buffer), ENOTDIR);
    CHECK_ERR(syscall(SYS_getdents64, 900, buffer, sizeof buffer), EBADF);
    CHECK_ERR(syscall(SYS_getdents64, dir, buffer, 8), EINVAL);
    CHECK_ERR(syscall(SYS_getdents, dir, buffer, 8), EINVAL);
    CHECK_ERR(syscall(SYS_getdents64, dir, 8, 1024), EFAULT);
    CHECK(syscall(SYS_getdents64, dir, buffer, sizeof buffer) > 0);
    return passed();
}
