/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glibc finds the main stack by the limit and /proc/self/maps: JVM, Rust and
 * Go rely on it.
 */
#include <sys/resource.h>

#include "check.h"

extern void *__libc_stack_end;

static void *thread(void *arg)
{
    pthread_attr_t attr;
    void *base;
    size_t size;
    char here;

    CHECK_EQ(pthread_getattr_np(pthread_self(), &attr), 0);
    CHECK_EQ(pthread_attr_getstack(&attr, &base, &size), 0);
    CHECK(&here > (char *)base && &here < (char *)base + size);
    return arg;
}

int main(int argc, char **argv)
{
    pthread_attr_t attr;
    struct rlimit limit;
    size_t size;
    void *base;

    (void)argc;
    CHECK_EQ(pthread_getattr_np(pthread_self(), &attr), 0);
    CHECK_EQ(pthread_attr_getstack(&attr, &base, &size), 0);
    CHECK((char *)__libc_stack_end >= (char *)base &&
          (char *)__libc_stack_end < (char *)base + size);
    CHECK((char *)argv >= (char *)base && (char *)argv < (char *)base + size);
    CHECK_OK(getrlimit(RLIMIT_STACK, &limit));
    CHECK(size > 4 * PAGE && size <= limit.rlim_cur);
    join_thread(start_thread(thread, NULL));
    return passed();
}
