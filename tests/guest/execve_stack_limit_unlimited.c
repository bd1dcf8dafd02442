/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * With an unlimited or a small stack limit programs start and use their stack
 * (getrlimit(2)).
 */
#include <sys/resource.h>

#include "check.h"

static __attribute__((noinline)) int use_stack(int pages)
{
    volatile char page[4096];

    page[0] = pages;
    return pages == 0 ? page[0] : use_stack(pages - 1) + (page[0] != (char)pages);
}

static int run(rlim_t size)
{
    struct rlimit limit = { size, RLIM_INFINITY };
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        CHECK_OK(setrlimit(RLIMIT_STACK, &limit));
        execl("/proc/self/exe", "x", size == RLIM_INFINITY ? "3000" : "100", NULL);
        CHECK(!"exec");
    }
    return wait_status(pid);
}

int main(int argc, char **argv)
{
    struct rlimit hard;

    if (argc > 1) {
        CHECK_EQ(use_stack(atoi(argv[1])), 0);
        CHECK(malloc(10 << 20) != NULL);
        return 42;
    }
    CHECK_EQ(run(1 << 20), EXITED(42));
    CHECK_OK(getrlimit(RLIMIT_STACK, &hard));
    if (hard.rlim_max == RLIM_INFINITY)
        CHECK_EQ(run(RLIM_INFINITY), EXITED(42));
    return passed();
}
