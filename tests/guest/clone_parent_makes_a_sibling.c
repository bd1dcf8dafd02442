/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CLONE_PARENT gives the child its creator's parent, who reaps it (clone(2)). */
#include <sched.h>

#include "check.h"

static int pipes[2];

static void middle(void)
{
    pid_t grand = getppid(),
          pid = CHECK_OK(syscall(SYS_clone, CLONE_PARENT | SIGCHLD, 0, 0, 0, 0));

    if (pid == 0)
        _exit(getppid() == grand ? 17 : 18);
    CHECK_ERR(waitpid(pid, NULL, 0), ECHILD);
    CHECK_EQ(write(pipes[1], &pid, sizeof pid), sizeof pid);
}

int main(void)
{
    pid_t pid;

    CHECK_OK(pipe(pipes));
    CHECK_EQ(child_status(middle), EXITED(0));
    CHECK_EQ(read(pipes[0], &pid, sizeof pid), sizeof pid);
    CHECK_EQ(wait_status(pid), EXITED(17));
    return passed();
}
