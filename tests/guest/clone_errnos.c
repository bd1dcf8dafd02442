/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Mixtures of flags that make no sense are EINVAL (clone(2), ERRORS). */
#include <sched.h>

#include "check.h"

#define CLONE_RAW(flags) syscall(SYS_clone, (long)(flags), 0, &parent, &child, 0)

int main(void)
{
    long bad[] = {
        CLONE_SIGHAND,
        CLONE_THREAD,
        CLONE_THREAD | CLONE_VM,
        CLONE_THREAD | CLONE_SIGHAND,
        CLONE_FS | CLONE_NEWNS,
        CLONE_FS | CLONE_NEWUSER,
        CLONE_VM | CLONE_SIGHAND | CLONE_THREAD | CLONE_NEWPID,
        CLONE_VM | CLONE_SIGHAND | CLONE_THREAD | CLONE_NEWUSER,
        CLONE_NEWIPC | CLONE_SYSVSEM,
        CLONE_PIDFD | CLONE_PARENT_SETTID,
        CLONE_PIDFD | CLONE_DETACHED,
    };
    int parent = 0, child = 0;

    for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_ERR(CLONE_RAW(bad[i] | SIGCHLD), EINVAL);
    CHECK_ERR(syscall(SYS_clone, CLONE_PIDFD | SIGCHLD, 0, 8, 0, 0), EFAULT);
    CHECK_ERR(waitpid(-1, NULL, WNOHANG), ECHILD);
    return passed();
}
