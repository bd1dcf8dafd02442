/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program whose file is deleted runs on; /proc/self/exe says so, and can
 * still be run.
 */
#include "check.h"

static void copy_self(const char *to)
{
    static char buffer[1 << 20];
    int in = CHECK_OK(open("/proc/self/exe", O_RDONLY));
    int out = CHECK_OK(open(to, O_WRONLY | O_CREAT | O_TRUNC, 0700));
    ssize_t size;

    while ((size = CHECK_OK(read(in, buffer, sizeof buffer))) > 0)
        CHECK_EQ(write(out, buffer, size), size);
    CHECK_OK(close(in));
    CHECK_OK(close(out));
}

int main(int argc, char **argv)
{
    char exe[4096] = "", want[4200] = "";
    pid_t pid;

    if (argc == 3) {
        CHECK_OK(readlink("/proc/self/exe", exe, sizeof exe - 1));
        CHECK_STR(exe, argv[2]);
        return 48;
    }
    if (argc == 2) {
        CHECK_OK(unlink("copy"));
        CHECK_OK(readlink("/proc/self/exe", exe, sizeof exe - 1));
        CHECK(getcwd(want, 4096) != NULL);
        strcat(want, "/copy (deleted)");
        CHECK_STR(exe, want);
        CHECK_ERR(execl("./copy", "x", NULL), ENOENT);
        execl("/proc/self/exe", "x", "again", want, NULL);
        CHECK(!"exec");
    }
    copy_self("copy");
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("./copy", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(48));
    return passed();
}
