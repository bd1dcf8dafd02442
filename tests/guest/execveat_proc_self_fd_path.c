/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc/self/fd/N names a program, also through a close-on-exec or O_PATH descriptor. */
#include "check.h"

int main(int argc, char **argv)
{
    int flags[] = { O_RDONLY, O_RDONLY | O_CLOEXEC, O_PATH, O_PATH | O_CLOEXEC };
    char path[32];

    if (argc > 1) {
        CHECK_EQ(fcntl(atoi(argv[1]), F_GETFD), argv[2][0] == 'c' ? -1 : 0);
        return 64;
    }
    for (int i = 0; i < 4; i++) {
        int fd = CHECK_OK(open("/proc/self/exe", flags[i]));
        char *args[] = { "x", path + 14, i % 2 ? "c" : "o", NULL };
        pid_t pid = CHECK_OK(fork());

        snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
        if (pid == 0) {
            if (i < 2)
                execv(path, args);
            else
                syscall(SYS_execveat, fd, "", args, environ, AT_EMPTY_PATH);
            CHECK(!"exec");
        }
        CHECK_EQ(wait_status(pid), EXITED(64));
        CHECK_OK(close(fd));
    }
    return passed();
}
