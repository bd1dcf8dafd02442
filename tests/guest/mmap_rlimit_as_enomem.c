/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * RLIMIT_AS bounds the address space: ENOMEM beyond it, and small maps go on
 * (getrlimit(2)).
 */
#include <sys/resource.h>

#include "check.h"

static void child(void)
{
    FILE *f = fopen("/proc/self/statm", "r");
    unsigned long pages;
    struct rlimit limit;
    char *p;

    CHECK(f != NULL && fscanf(f, "%lu", &pages) == 1);
    limit.rlim_cur = limit.rlim_max = pages * PAGE + (32UL << 20);
    CHECK_OK(setrlimit(RLIMIT_AS, &limit));
    CHECK_ERR((long)mmap(NULL, 64UL << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
              ENOMEM);
    p = map_anon(1 << 20, PROT_READ | PROT_WRITE);
    CHECK_ERR((long)mremap(p, 1 << 20, 64 << 20, MREMAP_MAYMOVE), ENOMEM);
    memset(p, 1, 1 << 20);
}

int main(void)
{
    CHECK_EQ(child_status(child), EXITED(0));
    return passed();
}
