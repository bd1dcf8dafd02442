/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Too small is ENOMEM, bad flags EINVAL, a bad pointer EFAULT; while on it
 * EPERM (sigaltstack(2)).
 */
#include "check.h"

static char area[65536];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    stack_t other = { .ss_sp = area, .ss_size = 32768 }, off = { .ss_flags = SS_DISABLE };

    (void)sig, (void)info, (void)context;
    CHECK_ERR(sigaltstack(&other, NULL), EPERM);
    CHECK_ERR(sigaltstack(&off, NULL), EPERM);
    count++;
}

int main(void)
{
    stack_t stack = { .ss_sp = area, .ss_size = 1024 }, old;

    CHECK_ERR(sigaltstack(&stack, NULL), ENOMEM);
    stack.ss_size = sizeof area;
    stack.ss_flags = 4;
    CHECK_ERR(sigaltstack(&stack, NULL), EINVAL);
    CHECK_ERR(syscall(SYS_sigaltstack, 8, NULL), EFAULT);
    CHECK_ERR(syscall(SYS_sigaltstack, NULL, 8), EFAULT);
    CHECK_OK(sigaltstack(NULL, &old));
    CHECK_EQ(old.ss_flags, SS_DISABLE);
    stack.ss_flags = SS_ONSTACK; /* taken as 0 */
    CHECK_OK(sigaltstack(&stack, NULL));
    CHECK_OK(sigaltstack(NULL, &old));
    CHECK_EQ(old.ss_flags, 0);
    CHECK_EQ(old.ss_size, sizeof area);
    set_handler(SIGUSR1, handler, SA_ONSTACK);
    CHECK_OK(raise(SIGUSR1));
    CHECK_EQ(count, 1);
    return passed();
}
