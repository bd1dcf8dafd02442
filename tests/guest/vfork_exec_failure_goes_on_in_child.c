/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A failed exec in a vfork child returns its errno there, as often as it is
 * tried (vfork(2)).
 */
#include "check.h"

static volatile int errors[4];

int main(void)
{
    for (volatile int i = 0; i < 10; i++) {
        pid_t pid = vfork();

        CHECK_OK(pid);
        if (pid == 0) {
            char *argv[] = { "x", NULL };

            execv("/nowhere/at/all", argv);
            errors[0] = errno;
            execv("/", argv);
            errors[1] = errno;
            execv("/proc/self/maps", argv);
            errors[2] = errno;
            _exit(127);
        }
        CHECK_EQ(wait_status(pid), EXITED(127));
        CHECK_EQ(errors[0], ENOENT);
        CHECK_EQ(errors[1], EACCES);
        CHECK_EQ(errors[2], EACCES);
    }
    return passed();
}
