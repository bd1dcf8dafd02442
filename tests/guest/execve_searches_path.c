/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * execvp looks through PATH: past directories without it, EACCES only if
 * nothing else is found.
 */
#include "check.h"

int main(int argc, char **argv)
{
    char self[4096] = "";
    pid_t pid;

    if (argc > 1) {
        CHECK_STR(argv[0], "program");
        return 36;
    }
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    CHECK_OK(mkdir("a", 0700));
    CHECK_OK(mkdir("b", 0700));
    CHECK_OK(mkdir("a/program", 0700)); /* EACCES */
    CHECK_OK(symlink(self, "b/program"));
    setenv("PATH", "nowhere:a:b", 1);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execlp("program", "program", "x", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(36));
    setenv("PATH", "nowhere:a", 1);
    CHECK_ERR(execlp("program", "program", NULL), EACCES);
    CHECK_ERR(execlp("nothing", "nothing", NULL), ENOENT);
    return passed();
}
