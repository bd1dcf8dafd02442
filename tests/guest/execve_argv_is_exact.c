/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Arguments arrive as given: empty ones, odd bytes, many, and very long ones
 * (execve(2)).
 */
#include "check.h"

#define COUNT 3000

static char **make_argv(void)
{
    char **argv = calloc(COUNT + 1, sizeof *argv);
    unsigned seed = 1;

    for (int i = 0; i < COUNT; i++) {
        int size = i == 7 ? 100000 : i == 8 ? 131071 : rand_r(&seed) % 40;

        argv[i] = malloc(size + 1);
        for (int at = 0; at < size; at++)
            argv[i][at] = 1 + rand_r(&seed) % 255;
        argv[i][size] = '\0';
    }
    return argv;
}

int main(int argc, char **argv)
{
    char **want = make_argv();
    pid_t pid;

    if (argc == COUNT) {
        for (int i = 0; i < COUNT; i++)
            CHECK_STR(argv[i], want[i]);
        CHECK_EQ(argv[COUNT], NULL);
        return 5;
    }
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execv("/proc/self/exe", want);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(5));
    return passed();
}
