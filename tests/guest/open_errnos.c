/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each way in which open fails has its errno (open(2), ERRORS). */
#include "check.h"

int main(void)
{
    static char long_name[300];

    memset(long_name, 'n', sizeof long_name - 1);
    write_file("f", "", 0600);
    CHECK_OK(mkdir("d", 0700));
    CHECK_OK(symlink("f", "link"));
    CHECK_OK(symlink("ring", "ring"));
    CHECK_OK(mkfifo("fifo", 0600));
    for (int i = 0; i < 2; i++) {
        CHECK_ERR(syscall(SYS_open, "nowhere", O_RDONLY), ENOENT);
        CHECK_ERR(syscall(SYS_open, "", O_RDONLY), ENOENT);
        CHECK_ERR(syscall(SYS_open, "f/x", O_RDONLY), ENOTDIR);
        CHECK_ERR(syscall(SYS_open, "f", O_CREAT | O_EXCL | O_RDWR, 0600), EEXIST);
        CHECK_ERR(syscall(SYS_open, "link", O_RDONLY | O_NOFOLLOW), ELOOP);
        CHECK_ERR(syscall(SYS_open, "ring", O_RDONLY), ELOOP);
        CHECK_ERR(syscall(SYS_open, "f", O_RDONLY | O_DIRECTORY), ENOTDIR);
        CHECK_ERR(syscall(SYS_open, "d", O_WRONLY), EISDIR);
        CHECK_ERR(syscall(SYS_open, "d", O_RDONLY | O_CREAT, 0600), EISDIR);
        CHECK_ERR(syscall(SYS_open, "fifo", O_WRONLY | O_NONBLOCK), ENXIO);
        CHECK_ERR(syscall(SYS_open, long_name, O_RDONLY), ENAMETOOLONG);
        CHECK_ERR(syscall(SYS_open, "/proc/self/fd/900", O_RDONLY), ENOENT);
        CHECK_ERR(syscall(SYS_open, "/proc/self/nothing", O_RDONLY), ENOENT);
        CHECK_ERR(syscall(SYS_open, "/proc/self/fd/0/x", O_RDONLY), ENOTDIR);
    }
    return passed();
}
