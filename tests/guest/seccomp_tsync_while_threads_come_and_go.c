/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Threads that begin and end while filters are given to all: each finds them. */
#include "filters.h"

#define MAKERS 3
#define FILTERS 60
#define CALLS 100

static int installed;

/* What was there before the thread was asked is there for it. */
static void *look(void *arg)
{
    int before = __atomic_load_n(&installed, __ATOMIC_ACQUIRE);

    (void)arg;
    for (int i = 0; i < CALLS; i++) {
        syscall(SYS_getppid);
        if (before > 0)
            CHECK(errno >= 100 + before);
        before = __atomic_load_n(&installed, __ATOMIC_ACQUIRE);
    }
    return NULL;
}

static void *make(void *arg)
{
    while (__atomic_load_n(&installed, __ATOMIC_RELAXED) < FILTERS)
        join_thread(start_thread(look, arg));
    return NULL;
}

int main(void)
{
    pthread_t makers[MAKERS];

    no_new_privs();
    for (int i = 0; i < MAKERS; i++)
        makers[i] = start_thread(make, NULL);
    for (unsigned i = 1; i <= FILTERS; i++) {
        CHECK_OK(filter_call(SECCOMP_FILTER_FLAG_TSYNC, SYS_getppid,
                             SECCOMP_RET_ERRNO | (100 + i)));
        __atomic_store_n(&installed, (int)i, __ATOMIC_RELEASE);
    }
    for (int i = 0; i < MAKERS; i++)
        join_thread(makers[i]);
    return passed();
}
