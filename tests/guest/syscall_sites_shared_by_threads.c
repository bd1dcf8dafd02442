/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Many threads run the same fresh sites at once, while each of them is new to all. */
#include "check.h"

/* 64 functions, each: mov $110,%eax; nops; syscall; ret, sixteen bytes apart. */
extern char sites[];
asm(".text\n.balign 64\nsites:\n"
    ".set i, 0\n.rept 64\n.balign 16, 0x90\nmov $110, %eax\n.fill i & 3, 1, 0x90\nsyscall\nret\n"
    ".set i, i + 1\n.endr\n");

static pthread_barrier_t barrier;
static long parent;

static void *worker(void *arg)
{
    for (int i = 0; i < 64; i++) {
        long (*site)(void) = (long (*)(void))(sites + 16 * i);

        pthread_barrier_wait(&barrier);
        for (int n = 0; n < 100; n++)
            CHECK_EQ(site(), parent);
    }
    return arg;
}

int main(void)
{
    pthread_t threads[4];

    parent = getppid();
    CHECK_EQ(pthread_barrier_init(&barrier, NULL, 4), 0);
    for (int i = 0; i < 4; i++)
        threads[i] = start_thread(worker, NULL);
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    return passed();
}
