/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stat of /proc/self/fd/N is fstat of N, of any kind of file; a closed one is
 * ENOENT (proc(5)).
 */
#include "check.h"

int main(void)
{
    int pipes[2], fds[4];
    struct stat a, b;
    char path[64];

    CHECK_OK(pipe(pipes));
    fds[0] = pipes[0];
    fds[1] = CHECK_OK(memfd_create("m", 0));
    fds[2] = CHECK_OK(open("/", O_RDONLY));
    fds[3] = 0;
    for (int i = 0; i < 4; i++) {
        snprintf(path, sizeof path, "/proc/self/fd/%d", fds[i]);
        CHECK_OK(syscall(SYS_stat, path, &a));
        CHECK_OK(fstat(fds[i], &b));
        CHECK_EQ(a.st_ino, b.st_ino);
        CHECK_EQ(a.st_mode, b.st_mode);
        snprintf(path, sizeof path, "/dev/fd/%d", fds[i]);
        CHECK_OK(syscall(SYS_stat, path, &a));
        CHECK_EQ(a.st_ino, b.st_ino);
    }
    CHECK_ERR(stat("/proc/self/fd/901", &a), ENOENT);
    return passed();
}
