/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is illegal in clone_args is EINVAL (clone(2), ERRORS). */
#include <linux/sched.h>
#include <sched.h>

#include "check.h"

static struct clone_args args;

static void refuse(struct clone_args bad)
{
    CHECK_ERR(syscall(SYS_clone3, &bad, sizeof bad), EINVAL);
}

int main(void)
{
    static char stack[4096];
    unsigned long thread = CLONE_VM | CLONE_SIGHAND | CLONE_THREAD;

    refuse((struct clone_args){ .flags = 17 });
    refuse((struct clone_args){ .flags = CLONE_DETACHED });
    refuse((struct clone_args){ .flags = 1UL << 40 });
    refuse((struct clone_args){ .exit_signal = 65 });
    refuse((struct clone_args){ .exit_signal = 256 });
    refuse((struct clone_args){ .exit_signal = SIGCHLD, .stack = (uintptr_t)stack });
    refuse((struct clone_args){ .exit_signal = SIGCHLD, .stack_size = sizeof stack });
    refuse((struct clone_args){ .flags = thread, .exit_signal = SIGCHLD });
    refuse((struct clone_args){ .flags = CLONE_PARENT, .exit_signal = SIGCHLD });
    refuse((struct clone_args){ .flags = CLONE_SIGHAND, .exit_signal = SIGCHLD });
    refuse(
        (struct clone_args){ .flags = CLONE_VM | CLONE_SIGHAND | CLONE_CLEAR_SIGHAND });
    refuse((struct clone_args){ .set_tid = 1 });
    refuse((struct clone_args){ .set_tid_size = 1 });
    refuse((struct clone_args){ .set_tid = (uintptr_t)&args, .set_tid_size = 1000 });
    args.flags = CLONE_PIDFD;
    args.pidfd = 8;
    CHECK_ERR(syscall(SYS_clone3, &args, sizeof args), EFAULT);
    CHECK_ERR(waitpid(-1, NULL, WNOHANG), ECHILD);
    return passed();
}
