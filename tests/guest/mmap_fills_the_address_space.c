/* SPDX-License-Identifier: GPL-2.0-or-later */
/* However much is mapped already, the kernel finds room in whatever hole is
 * large enough: when it refuses, there is none. */
#include "check.h"

#define GIB (1UL << 30)
#define STEP (16 * GIB)
#define MOST 10000
#define TOP 0x7ffffffff000UL

static char *reserve(char *hint, size_t size)
{
    return mmap(hint, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
}

static void *at_work(void *unused)
{
    char *own = reserve(NULL, PAGE);

    CHECK(own != MAP_FAILED);
    CHECK_OK(munmap(own, PAGE));
    return unused;
}

/* Of what /proc/self/maps says. */
static unsigned long largest_hole(void)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    unsigned long start, end, before = 65536, largest = 0;
    char rest[4500];

    CHECK(maps != NULL);
    while (fscanf(maps, "%lx-%lx%4499[^\n]\n", &start, &end, rest) == 3 && start < TOP) {
        if (start > before && start - before > largest)
            largest = start - before;
        before = end;
    }
    fclose(maps);
    return TOP - before > largest ? TOP - before : largest;
}

int main(void)
{
    int count = 0;

    while (reserve(NULL, STEP) != MAP_FAILED)
        CHECK(++count < MOST);
    CHECK_EQ(errno, ENOMEM);
    CHECK(reserve((char *)(1UL << 45), STEP) == MAP_FAILED);
    CHECK(largest_hole() < 3 * STEP);
    /* What is left is for smaller ones, and for threads. */
    CHECK(reserve(NULL, PAGE) != MAP_FAILED);
    for (int i = 0; i < 20; i++)
        join_thread(start_thread(at_work, NULL));
    return passed();
}
