/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * No argv, or an empty one, gives the program one empty argument since Linux
 * 5.18 (execve(2)).
 */
#include "check.h"

int main(int argc, char **argv)
{
    char *empty[] = { NULL }, *env[] = { "STAGE=2", NULL };

    if (getenv("STAGE")) {
        printf("argc %d\n", argc);
        if (argc == 1)
            CHECK_STR(argv[0], "");
        CHECK_EQ(argv[argc], NULL);
        CHECK_STR(environ[0], "STAGE=2");
        return 0;
    }
    for (int i = 0; i < 2; i++) {
        pid_t pid = CHECK_OK(fork());

        if (pid == 0) {
            syscall(SYS_execve, "/proc/self/exe", i ? empty : NULL, env);
            CHECK(!"exec");
        }
        CHECK_EQ(wait_status(pid), EXITED(0));
    }
    return passed();
}
