/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * At a thread's end the word is cleared and one waiter woken: how pthread_join
 * works (clone(2)).
 */
#include <sched.h>

#include "check.h"

static volatile int word, may_end;

static int body(void *arg)
{
    (void)arg;
    while (!may_end)
        sched_yield();
    syscall(SYS_exit, 0);
    return 0;
}

static void *ender(void *arg)
{
    wait_until_asleep(*(pid_t *)arg);
    may_end = 1;
    return arg;
}

int main(void)
{
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SYSVSEM | CLONE_SIGHAND |
                CLONE_THREAD | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID;
    char *stack = map_anon(16 * PAGE, PROT_READ | PROT_WRITE);
    pid_t main_tid = gettid();

    for (int i = 0; i < 10; i++) {
        pthread_t thread = start_thread(ender, &main_tid);
        long tid;

        may_end = 0;
        word = 0x7fffffff;
        tid = CHECK_OK(clone(body, stack + 16 * PAGE, flags, NULL, NULL, NULL, &word));
        while (word == 0x7fffffff)
            sched_yield(); /* CHILD_SETTID writes it before the child runs */
        if (word != 0)
            CHECK_EQ(word, tid);
        while (word != 0)
            syscall(SYS_futex, &word, 0 /* FUTEX_WAIT, not private */, tid, NULL, NULL,
                    0);
        join_thread(thread);
    }
    return passed();
}
