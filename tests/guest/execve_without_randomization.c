/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Under ADDR_NO_RANDOMIZE a program has the same addresses in each run
 * (personality(2)).
 */
#include <sys/auxv.h>
#include <sys/personality.h>

#include "check.h"

int main(int argc, char **argv)
{
    long seen[2][4];
    int pipes[2];

    (void)argv;
    if (argc > 1) {
        long here[4] = { (long)main, (long)argv, (long)puts, getauxval(AT_BASE) };

        CHECK_EQ(write(1, here, sizeof here), sizeof here);
        return 0;
    }
    CHECK_OK(pipe(pipes));
    for (int i = 0; i < 2; i++) {
        pid_t pid = CHECK_OK(fork());

        if (pid == 0) {
            CHECK_OK(personality(ADDR_NO_RANDOMIZE));
            CHECK_OK(dup2(pipes[1], 1));
            execl("/proc/self/exe", "x", "y", NULL);
            CHECK(!"exec");
        }
        CHECK_EQ(wait_status(pid), EXITED(0));
        CHECK_EQ(read(pipes[0], seen[i], sizeof seen[i]), sizeof seen[i]);
    }
    for (int i = 0; i < 4; i++)
        CHECK_EQ(seen[0][i], seen[1][i]);
    return passed();
}
