/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program built with ThreadSanitizer gets its huge fixed mappings and sees a
 * data race.
 */
/* build: tsan */
#include "check.h"

const char *__tsan_default_options(void)
{
    return "exitcode=0";
}

static int reports;

/* Called by the runtime for each report. */
void __tsan_on_report(void *report)
{
    (void)report;
    __atomic_add_fetch(&reports, 1, __ATOMIC_SEQ_CST);
}

static int racy;
static pthread_barrier_t barrier;

static void *worker(void *arg)
{
    pthread_barrier_wait(&barrier);
    for (int i = 0; i < 1000; i++)
        racy++;
    return arg;
}

int main(void)
{
    pthread_t a, b;

    pthread_barrier_init(&barrier, NULL, 2);
    a = start_thread(worker, NULL);
    b = start_thread(worker, NULL);
    join_thread(a);
    join_thread(b);
    CHECK(__atomic_load_n(&reports, __ATOMIC_SEQ_CST) > 0);
    return passed();
}
