/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vfork's parent goes on only when the child has exited; memory is shared till
 * then (vfork(2)).
 */
#include "check.h"

static volatile int stage;

int main(void)
{
    for (volatile int i = 0; i < 30; i++) {
        pid_t pid;

        stage = 0;
        pid = vfork();
        CHECK_OK(pid);
        if (pid == 0) {
            if (i < 3)
                sleep_ms(10);
            stage = 1;
            _exit(i);
        }
        CHECK_EQ(stage, 1);
        CHECK_EQ(wait_status(pid), EXITED(i));
    }
    return passed();
}
