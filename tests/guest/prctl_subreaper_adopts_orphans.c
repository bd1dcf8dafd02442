/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A child subreaper becomes the parent of its orphaned descendants (prctl(2)). */
#include <sys/prctl.h>

#include "check.h"

static int pipes[2];

static void middle(void)
{
    pid_t middle_pid = getpid();

    if (CHECK_OK(fork()) == 0) {
        while (getppid() == middle_pid)
            usleep(200);
        CHECK_EQ(write(pipes[1], &(pid_t){ getppid() }, sizeof(pid_t)), sizeof(pid_t));
        _exit(6);
    }
}

int main(void)
{
    int status, on = 0;
    pid_t parent;

    CHECK_OK(pipe(pipes));
    CHECK_OK(prctl(PR_SET_CHILD_SUBREAPER, 1));
    CHECK_OK(prctl(PR_GET_CHILD_SUBREAPER, &on));
    CHECK_EQ(on, 1);
    CHECK_EQ(child_status(middle), EXITED(0));
    CHECK_EQ(read(pipes[0], &parent, sizeof parent), sizeof parent);
    CHECK_EQ(parent, getpid());
    CHECK(wait(&status) > 0);
    CHECK_EQ(status, EXITED(6));
    return passed();
}
