/* SPDX-License-Identifier: GPL-2.0-or-later */
/* On x86-64 a handler without SA_RESTORER cannot be entered: SIGSEGV (sigreturn(2)). */
#include "check.h"

struct kernel_act {
    void *handler;
    unsigned long flags;
    void *restorer;
    unsigned long mask;
};

static void handler(int sig)
{
    (void)sig;
    _exit(5);
}

static void child(void)
{
    struct kernel_act act = { handler, 0, NULL, 0 };

    CHECK_OK(syscall(SYS_rt_sigaction, SIGUSR1, &act, NULL, 8));
    raise(SIGUSR1);
}

int main(void)
{
    CHECK_EQ(child_status(child), KILLED(SIGSEGV));
    return passed();
}
