/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Threads polling a page stop in the SIGSEGV handler while it is PROT_NONE
 * (the JVM's safepoints).
 */
#include "check.h"

static char *poll_page;
static volatile int waiting, go, stop;

static void at_safepoint(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, SIGSEGV);
    CHECK_EQ(info->si_addr, poll_page + 16);
    __atomic_add_fetch(&waiting, 1, __ATOMIC_SEQ_CST);
    while (!go)
        usleep(100);
    __atomic_sub_fetch(&waiting, 1, __ATOMIC_SEQ_CST);
}

static void *mutator(void *arg)
{
    while (!stop)
        (void)((volatile char *)poll_page)[16];
    return arg;
}

int main(void)
{
    pthread_t threads[3];

    poll_page = map_anon(PAGE, PROT_READ);
    set_handler(SIGSEGV, at_safepoint, 0);
    for (int i = 0; i < 3; i++)
        threads[i] = start_thread(mutator, NULL);
    for (int round = 0; round < 20; round++) {
        go = 0;
        CHECK_OK(mprotect(poll_page, PAGE, PROT_NONE));
        while (waiting != 3)
            usleep(100);
        CHECK_OK(mprotect(poll_page, PAGE, PROT_READ));
        go = 1;
        while (waiting != 0)
            usleep(100);
    }
    stop = 1;
    for (int i = 0; i < 3; i++)
        join_thread(threads[i]);
    return passed();
}
