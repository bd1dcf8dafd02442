/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A process that execs itself thirty times keeps its id, descriptors and
 * arguments in order.
 */
#include "check.h"

int main(int argc, char **argv)
{
    int round = argc > 2 ? atoi(argv[1]) : 0;
    char text[12], pid[12];

    snprintf(pid, sizeof pid, "%d", getpid());
    if (argc > 2)
        CHECK_STR(argv[2], pid);
    CHECK_EQ(dup(0), 3 + round);
    if (round == 30)
        return passed();
    snprintf(text, sizeof text, "%d", round + 1);
    execl("/proc/self/exe", argv[0], text, pid, NULL);
    CHECK(!"exec");
    return 1;
}
