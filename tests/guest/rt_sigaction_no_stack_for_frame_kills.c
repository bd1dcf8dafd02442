/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A signal whose frame does not fit on the stack kills with SIGSEGV
 * (signal(7), sigaltstack(2)).
 */
#include "check.h"

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    _exit(9);
}

static void child(void)
{
    long result = SYS_kill, pid = getpid();

    set_handler(SIGUSR1, handler, 0);
    set_handler(SIGSEGV, handler, 0);
    asm volatile("mov %%rsp, %%rbx\nmov $0x10000, %%esp\nsyscall\nmov %%rbx, %%rsp"
                 : "+a"(result)
                 : "D"(pid), "S"((long)SIGUSR1)
                 : "rbx", "rcx", "r11", "memory");
}

int main(void)
{
    CHECK_EQ(child_status(child), KILLED(SIGSEGV));
    return passed();
}
