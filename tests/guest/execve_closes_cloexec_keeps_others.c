/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Descriptors with FD_CLOEXEC are closed by exec, others keep number, offset
 * and flags (execve(2)).
 */
#include "check.h"

static int after(void)
{
    for (int fd = 10; fd < 60; fd++) {
        char byte;

        if (fd % 3 == 0) {
            CHECK_ERR(fcntl(fd, F_GETFD), EBADF);
            continue;
        }
        CHECK_EQ(fcntl(fd, F_GETFD), 0);
        CHECK_EQ(read(fd, &byte, 1), 1);
        CHECK_EQ(byte, 'a' + (fd - 10) % 26);
    }
    return 37;
}

int main(int argc, char **argv)
{
    char letters[] = "abcdefghijklmnopqrstuvwxyz";
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return after();
    for (int fd = 10; fd < 60; fd++) {
        int file = CHECK_OK(memfd_create("f", 0));

        CHECK_EQ(write(file, letters, 26), 26);
        CHECK_EQ(lseek(file, (fd - 10) % 26, SEEK_SET), (fd - 10) % 26);
        CHECK_EQ(dup3(file, fd, fd % 3 ? 0 : O_CLOEXEC), fd);
        CHECK_OK(close(file));
    }
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("/proc/self/exe", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(37));
    CHECK_OK(fcntl(12, F_GETFD)); /* it was a multiple of three, and ours is still open */
    return passed();
}
