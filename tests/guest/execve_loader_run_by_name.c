/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ld.so run by its own name loads the program given; AT_BASE is 0 then (ld.so(8)). */
#include <sys/auxv.h>

#include "check.h"

#define LOADER "/lib64/ld-linux-x86-64.so.2"

int main(int argc, char **argv)
{
    char self[4096] = "", exe[4096] = "", loader[4096];
    pid_t pid;

    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    if (argc > 1) {
        CHECK_EQ(argc, 2);
        CHECK_STR(argv[1], "arg");
        CHECK_EQ(getauxval(AT_BASE), 0);
        CHECK(realpath(LOADER, loader) != NULL);
        CHECK_OK(readlink("/proc/self/exe", exe, sizeof exe - 1));
        CHECK_STR(exe, loader);
        return 53;
    }
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl(LOADER, LOADER, self, "arg", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(53));
    return passed();
}
