/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program built with AddressSanitizer gets its fixed shadow memory and
 * reports a bad access.
 */
/* build: asan */
#include "check.h"

const char *__asan_default_options(void)
{
    return "detect_leaks=0:exitcode=88";
}

static char *volatile p;

static void overflow(void)
{
    p = malloc(10);
    p[10] = 1;
}

static void *worker(void *arg)
{
    for (int i = 0; i < 200; i++)
        free(malloc(i * 10));
    return arg;
}

int main(void)
{
    join_thread(start_thread(worker, NULL));
    CHECK_EQ(child_status(overflow), EXITED(88));
    return passed();
}
