/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pthread_exit in main leaves the process to its threads; the last one ends it with 0. */
#include "check.h"

static pthread_t main_thread;

static void *worker(void *arg)
{
    join_thread(main_thread);
    for (int i = 0; i < 3; i++) {
        sleep_ms(5);
        CHECK_EQ(getpid() != gettid(), 1);
    }
    return arg;
}

static void child(void)
{
    main_thread = pthread_self();
    start_thread(worker, NULL);
    pthread_exit(NULL);
}

int main(void)
{
    CHECK_EQ(child_status(child), EXITED(0));
    return passed();
}
