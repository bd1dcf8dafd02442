/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The main stack grows to RLIMIT_STACK and no further: then SIGSEGV (getrlimit(2)). */
#include <sys/resource.h>

#include "check.h"

static __attribute__((noinline)) int use_stack(long bytes)
{
    volatile char page[4096];

    page[0] = 1;
    return bytes <= 0 ? page[0] : use_stack(bytes - 4096) + page[0];
}

static int run(const char *kib)
{
    struct rlimit limit = { 1 << 20, 1 << 20 };
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        CHECK_OK(setrlimit(RLIMIT_STACK, &limit));
        execl("/proc/self/exe", "x", kib, NULL);
        CHECK(!"exec");
    }
    return wait_status(pid);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return use_stack(atol(argv[1]) * 1024) > 100 ? 43 : 44;
    CHECK_EQ(run("800"), EXITED(43));
    CHECK_EQ(run("1100"), KILLED(SIGSEGV));
    return passed();
}
