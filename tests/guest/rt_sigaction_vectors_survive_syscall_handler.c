/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Vector registers are intact when the handler runs at a system call's return. */
#include "check.h"
#include "vectors.h"

static long args[2];

VECTOR_ROUTINE(raise_it, "mov $62, %eax\nmov (%rbp), %rdi\nmov 8(%rbp), %rsi\nsyscall");

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    vectors_clobber();
    CHECK_OK(getppid());
    vectors_clobber();
    count++;
}

int main(void)
{
    args[0] = getpid();
    args[1] = SIGUSR1;
    set_handler(SIGUSR1, handler, 0);
    for (int i = 1; i <= 100; i++) {
        CHECK_EQ(raise_it(args), 0);
        CHECK_EQ(raise_it_rax, 0);
        CHECK_EQ(count, i);
    }
    return passed();
}
