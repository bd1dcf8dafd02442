/* SPDX-License-Identifier: GPL-2.0-or-later */
/* busy.c - N threads that compute for ever; none at all ends at once. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static void *compute(void *seed)
{
    volatile unsigned long x = (unsigned long)seed;

    for (;;)
        x = x * 6364136223846793005UL + 1442695040888963407UL;
    return NULL;
}

int main(int argc, char **argv)
{
    long count = argc > 1 ? atol(argv[1]) : 0;
    pthread_t thread;

    for (long i = 1; i < count; i++)
        pthread_create(&thread, NULL, compute, (void *)i);
    if (count > 0)
        compute(NULL);
    return 0;
}
