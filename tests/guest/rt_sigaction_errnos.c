/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Each bad argument has its errno; SIGKILL and SIGSTOP may be asked for, not
 * set (sigaction(2)).
 */
#include "check.h"

struct kernel_act {
    void *handler;
    unsigned long flags;
    void *restorer;
    unsigned long mask;
};

#define SIGACTION(sig, act, old, size) \
    syscall(SYS_rt_sigaction, sig, act, old, (long)(size))

int main(void)
{
    struct kernel_act act = { .handler = SIG_IGN }, old;

    CHECK_ERR(SIGACTION(0, &act, NULL, 8), EINVAL);
    CHECK_ERR(SIGACTION(65, &act, NULL, 8), EINVAL);
    CHECK_ERR(SIGACTION(-1, &act, NULL, 8), EINVAL);
    CHECK_ERR(SIGACTION(SIGKILL, &act, NULL, 8), EINVAL);
    CHECK_ERR(SIGACTION(SIGSTOP, &act, NULL, 8), EINVAL);
    CHECK_ERR(SIGACTION(SIGUSR1, &act, NULL, 4), EINVAL);
    CHECK_ERR(SIGACTION(SIGUSR1, &act, NULL, 128), EINVAL);
    CHECK_ERR(SIGACTION(SIGUSR1, 8, NULL, 8), EFAULT);
    memset(&old, 0xff, sizeof old);
    CHECK_OK(SIGACTION(SIGKILL, NULL, &old, 8));
    CHECK_EQ(old.handler, SIG_DFL);
    CHECK_OK(SIGACTION(SIGUSR1, NULL, &old, 8));
    CHECK_EQ(old.handler, SIG_DFL);
    CHECK_OK(SIGACTION(SIGUSR1, NULL, NULL, 8));
    CHECK_ERR(SIGACTION(SIGUSR1, &act, 8, 8),
              EFAULT); /* the action is set all the same */
    CHECK_OK(SIGACTION(64, &act, &old, 8));
    CHECK_OK(SIGACTION(SIGUSR1, NULL, &old, 8));
    CHECK_EQ(old.handler, SIG_IGN);
    return passed();
}
