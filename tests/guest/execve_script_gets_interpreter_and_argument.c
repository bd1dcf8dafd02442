/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * `#!interp arg`: argv is interp, arg in one piece, the script's path, the
 * rest (execve(2)).
 */
#include "check.h"

static int check_arguments(int argc, char **argv)
{
    CHECK_EQ(argc, 5);
    CHECK_STR(argv[0], "./interp");
    CHECK_STR(argv[1], "one arg with  spaces");
    CHECK_STR(argv[2], "./script");
    CHECK_STR(argv[3], "first");
    CHECK_STR(argv[4], "");
    CHECK_STR(getenv("KEPT"), "yes");
    return 31;
}

static void run(const char *text)
{
    pid_t pid;

    write_file("script", text, 0700);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("./script", "dropped", "first", "", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(31));
}

int main(int argc, char **argv)
{
    char self[4096] = "";

    if (argc > 1)
        return check_arguments(argc, argv);
    setenv("KEPT", "yes", 1);
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    CHECK_OK(symlink(self, "interp"));
    run("#!./interp one arg with  spaces\nbody\n");
    run("#! \t ./interp \t one arg with  spaces \t \nbody\n");
    run("#!./interp one arg with  spaces");
    return passed();
}
