/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * AT_RANDOM points to sixteen bytes that are new in each exec, and ASLR moves
 * the addresses.
 */
#include <sys/auxv.h>

#include "check.h"

int main(int argc, char **argv)
{
    unsigned char seen[8][16];
    int pipes[2];

    (void)argv;
    if (argc > 1) {
        CHECK_EQ(write(1, (void *)getauxval(AT_RANDOM), 16), 16);
        return 0;
    }
    CHECK_OK(pipe(pipes));
    for (int i = 0; i < 8; i++) {
        pid_t pid = CHECK_OK(fork());

        if (pid == 0) {
            CHECK_OK(dup2(pipes[1], 1));
            execl("/proc/self/exe", "x", "y", NULL);
            CHECK(!"exec");
        }
        CHECK_EQ(wait_status(pid), EXITED(0));
        CHECK_EQ(read(pipes[0], seen[i], 16), 16);
        for (int j = 0; j < i; j++)
            CHECK(memcmp(seen[i], seen[j], 16) != 0);
    }
    return passed();
}
