/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The environment arrives as given: order, duplicates, words without '=', or
 * none (execve(2)).
 */
#include "check.h"

static char big[100000];
static char *odd[] = { "B=2", "A=1", "A=1", "no equals", "", "=", "C=", big, NULL };
static char *empty[] = { NULL };

static void run(const char *name, char **env)
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        execle("/proc/self/exe", name, "x", NULL, env);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(6));
}

int main(int argc, char **argv)
{
    memset(big, 'z', sizeof big - 1);
    if (argc == 1) {
        run("odd", odd);
        run("empty", empty);
        run("null", NULL);
        return passed();
    }
    CHECK_EQ(environ, argv + argc + 1);
    if (strcmp(argv[0], "odd") == 0)
        for (int i = 0; i < 8; i++)
            CHECK_STR(environ[i], odd[i]);
    CHECK_EQ(environ[strcmp(argv[0], "odd") == 0 ? 8 : 0], NULL);
    return 6;
}
