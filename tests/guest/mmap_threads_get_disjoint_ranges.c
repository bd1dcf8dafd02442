/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Threads that map and unmap at once never get memory that another one holds. */
#include "check.h"

static void *worker(void *arg)
{
    unsigned seed = (long)arg + 1;
    char *held[8] = { 0 };
    size_t sizes[8] = { 0 };

    for (int round = 0; round < 1500; round++) {
        int slot = rand_r(&seed) % 8;

        if (held[slot]) {
            for (size_t at = 0; at < sizes[slot]; at += PAGE)
                CHECK_EQ(held[slot][at], (long)arg + slot);
            CHECK_OK(munmap(held[slot], sizes[slot]));
        }
        sizes[slot] = (1 + rand_r(&seed) % 5) * PAGE;
        held[slot] = map_anon(sizes[slot], PROT_READ | PROT_WRITE);
        for (size_t at = 0; at < sizes[slot]; at += PAGE) {
            CHECK_EQ(held[slot][at], 0);
            held[slot][at] = (long)arg + slot;
        }
    }
    return NULL;
}

int main(void)
{
    pthread_t threads[4];

    for (long i = 0; i < 4; i++)
        threads[i] = start_thread(worker, (void *)(i * 16 + 1));
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    return passed();
}
