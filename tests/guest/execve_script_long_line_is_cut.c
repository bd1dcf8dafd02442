/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kernel reads 256 bytes: an argument that goes on beyond them is cut, the
 * path must fit.
 */
#include "check.h"

int main(int argc, char **argv)
{
    static char line[1000] = "#!./interp ";
    char self[4096] = "";
    pid_t pid;

    if (argc > 1) {
        printf("%zu\n", strlen(argv[1]));
        CHECK_EQ(strspn(argv[1], "a"), strlen(argv[1]));
        CHECK_STR(argv[2], "./script");
        return 0;
    }
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    CHECK_OK(symlink(self, "interp"));
    memset(line + strlen(line), 'a', 700);
    write_file("script", line, 0700);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("./script", "x", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
