/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clone3 with CLONE_PIDFD, and as vfork with a stack of its own (clone(2)). */
#include <linux/sched.h>
#include <poll.h>
#include <sched.h>

#include "check.h"

int main(void)
{
    static volatile int reached;
    static char stack[65536] __attribute__((aligned(16)));
    int pidfd = -1;
    struct clone_args args = { .flags = CLONE_PIDFD,
                               .pidfd = (uintptr_t)&pidfd,
                               .exit_signal = SIGCHLD };
    pid_t pid = CHECK_OK(syscall(SYS_clone3, &args, sizeof args));
    siginfo_t info;
    long result = SYS_clone3;

    if (pid == 0)
        _exit(5);
    CHECK_OK(waitid(P_PIDFD, pidfd, &info, WEXITED));
    CHECK_EQ(info.si_status, 5);
    args = (struct clone_args){ .flags = CLONE_VM | CLONE_VFORK,
                                .exit_signal = SIGCHLD,
                                .stack = (uintptr_t)stack,
                                .stack_size = sizeof stack };
    asm volatile("syscall\ntest %%rax, %%rax\njnz 1f\n"
                 "movl $1, %1\nmov $6, %%edi\nmov $231, %%eax\nsyscall\nud2\n1:"
                 : "+a"(result), "+m"(reached)
                 : "D"(&args), "S"(sizeof args)
                 : "rcx", "r11", "memory");
    CHECK(result > 0);
    CHECK_EQ(reached, 1);
    CHECK_EQ(wait_status(result), EXITED(6));
    return passed();
}
