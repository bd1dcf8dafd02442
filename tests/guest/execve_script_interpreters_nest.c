/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An interpreter may be a script itself, a few levels deep, then ELOOP (execve(2)). */
#include "check.h"

static void write_chain(int depth)
{
    for (int i = 1; i <= depth; i++) {
        char name[8], text[32];

        snprintf(name, sizeof name, "s%d", i);
        if (i == 1)
            snprintf(text, sizeof text, "#!./interp end\n");
        else
            snprintf(text, sizeof text, "#!./s%d a%d\n", i - 1, i);
        write_file(name, text, 0700);
    }
}

int main(int argc, char **argv)
{
    char self[4096] = "", name[8];

    if (argc > 1) {
        for (int i = 0; i < argc; i++)
            printf("%s ", argv[i]);
        puts("");
        return 0;
    }
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    CHECK_OK(symlink(self, "interp"));
    write_chain(8);
    for (int depth = 1; depth <= 8; depth++) {
        pid_t pid = CHECK_OK(fork());
        int status;

        snprintf(name, sizeof name, "./s%d", depth);
        if (pid == 0) {
            execl(name, "dropped", "last", NULL);
            CHECK_EQ(errno, ELOOP);
            _exit(7);
        }
        status = wait_status(pid);
        CHECK(status == EXITED(0) || (depth > 4 && status == EXITED(7)));
        printf("depth %d: %d\n", depth, WEXITSTATUS(status));
        fflush(stdout);
    }
    write_file("self", "#!./self\n", 0700);
    CHECK_ERR(execl("./self", "x", NULL), ELOOP);
    return passed();
}
