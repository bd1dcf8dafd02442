/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A script by descriptor gets /dev/fd/N as its name; if that would be closed,
 * ENOENT (execveat(2)).
 */
#include "check.h"

int main(int argc, char **argv)
{
    char self[4096] = "", name[32], *args[] = { "dropped", "last", NULL };
    pid_t pid;
    int fd;

    if (argc > 2) {
        CHECK_EQ(argc, 3);
        CHECK_EQ(strncmp(argv[1], "/dev/fd/", 8), 0);
        CHECK_STR(argv[2], "last");
        CHECK_EQ(read(CHECK_OK(open(argv[1], O_RDONLY)), name, 2), 2);
        CHECK_EQ(memcmp(name, "#!", 2), 0);
        return 63;
    }
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    CHECK_OK(symlink(self, "interp"));
    write_file("script", "#!./interp\n", 0700);
    fd = CHECK_OK(open("script", O_RDONLY));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        syscall(SYS_execveat, fd, "", args, environ, AT_EMPTY_PATH);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(63));
    CHECK_OK(fcntl(fd, F_SETFD, FD_CLOEXEC));
    CHECK_ERR(syscall(SYS_execveat, fd, "", args, environ, AT_EMPTY_PATH), ENOENT);
    return passed();
}
