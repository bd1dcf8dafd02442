/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `#!interp` alone puts just the script's path before the arguments (execve(2)). */
#include "check.h"

int main(int argc, char **argv)
{
    const char *texts[] = { "#!./interp\n", "#!./interp", "#!\t./interp  \n",
                            "#!./interp\nrest" };
    char self[4096] = "";

    if (argc > 1) {
        CHECK_EQ(argc, 3);
        CHECK_STR(argv[0], "./interp");
        CHECK_STR(argv[1], "script");
        CHECK_STR(argv[2], "x");
        return 32;
    }
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    CHECK_OK(symlink(self, "interp"));
    for (int i = 0; i < 4; i++) {
        pid_t pid;

        write_file("script", texts[i], 0700);
        pid = CHECK_OK(fork());
        if (pid == 0) {
            execl("script", "dropped", "x", NULL);
            CHECK(!"exec");
        }
        CHECK_EQ(wait_status(pid), EXITED(32));
    }
    return passed();
}
