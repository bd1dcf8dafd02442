/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Endless recursion is caught on the alternate stack and left by siglongjmp,
 * again and again.
 */
#include <setjmp.h>

#include "check.h"

static __thread sigjmp_buf back;
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    siglongjmp(back, 1);
}

static __attribute__((noinline)) int recurse(int depth)
{
    volatile char frame[1024];

    frame[0] = depth;
    if (depth < 0)
        return 0;
    return recurse(depth + 1) + frame[0];
}

static void *overflow_thrice(void *arg)
{
    stack_t stack = { .ss_size = 65536 };

    stack.ss_sp = map_anon(65536, PROT_READ | PROT_WRITE);
    CHECK_OK(sigaltstack(&stack, NULL));
    for (volatile int i = 0; i < 3; i++)
        if (sigsetjmp(back, 1) == 0)
            recurse(0);
    CHECK_OK(sigaltstack(NULL, &stack));
    CHECK_EQ(stack.ss_flags, 0);
    return arg;
}

int main(void)
{
    pthread_attr_t attr;
    pthread_t thread;

    set_handler(SIGSEGV, handler, SA_ONSTACK);
    overflow_thrice(NULL);
    CHECK_EQ(pthread_attr_init(&attr), 0);
    CHECK_EQ(pthread_attr_setstacksize(&attr, 131072), 0);
    CHECK_EQ(pthread_create(&thread, &attr, overflow_thrice, NULL), 0);
    join_thread(thread);
    CHECK_EQ(count, 6);
    return passed();
}
