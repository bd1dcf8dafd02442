/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A successful exec of the child releases the vfork parent while the program
 * runs on (vfork(2)).
 */
#include "check.h"

int main(int argc, char **argv)
{
    int pipes[2];
    char byte;

    if (argc > 2) {
        CHECK_EQ(read(atoi(argv[1]), &byte, 1),
                 1); /* sent only after the parent's release */
        return byte;
    }
    CHECK_OK(pipe(pipes));
    for (int i = 0; i < 10; i++) {
        char number[12];
        pid_t pid;

        snprintf(number, sizeof number, "%d", pipes[0]);
        pid = vfork();
        CHECK_OK(pid);
        if (pid == 0) {
            execl("/proc/self/exe", "x", number, "y", NULL);
            _exit(99);
        }
        CHECK_EQ(write(pipes[1], &(char){ 40 + i }, 1), 1);
        CHECK_EQ(wait_status(pid), EXITED(40 + i));
    }
    return passed();
}
