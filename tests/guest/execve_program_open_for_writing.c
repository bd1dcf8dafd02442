/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Executing a file that is open for writing, and writing to one that runs: the
 * kernel's choice.
 */
#include "check.h"

int main(int argc, char **argv)
{
    static char buffer[1 << 20];
    char *args[] = { "x", "y", NULL };
    int in, out, status;
    ssize_t size;
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return 54;
    in = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    out = CHECK_OK(open("copy", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0700));
    size = CHECK_OK(read(in, buffer, sizeof buffer));
    CHECK_EQ(write(out, buffer, size), size);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execv("./copy", args);
        CHECK_EQ(errno, ETXTBSY);
        _exit(55);
    }
    status = wait_status(pid);
    CHECK(status == EXITED(54) || status == EXITED(55));
    printf("%d\n", status >> 8);
    CHECK_OK(close(out));
    return passed();
}
