/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * threads.c - waves of threads that all live at once, and leave nothing behind.
 *
 * usage: threads [--waves N] [--threads N]
 *
 * Each thread finds fresh thread-local storage, keeps it (and errno, and its
 * thread id) while all the others run, and has its key destructor called.
 * One in ten is detached.  At the end one thread is left, and the last wave
 * needed no more memory than the first ones.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

#include "stress.h"

#define NAME "threads"
#define MAX_THREADS 1000
#define WARM_UP_WAVES 5
#define GROWTH_PERCENT 20
#define GROWTH_KIB 512 /* the kernel's counters are that inexact */
#define DETACHED_ONE_IN 10
#define TLS_START 0x5eed
#define LOOPS 20
#define STALL_SECONDS 60

static pthread_barrier_t all_alive, may_end;
static pthread_key_t key;
static atomic_long destroyed;
static long thread_count;

static __thread long tls_started = TLS_START;
static __thread long tls_zero;

static void count_destroyed(void *value)
{
    if ((long)value <= 0 || (long)value > thread_count)
        fail(NAME, "a key destructor got %p", value);
    destroyed++;
}

static void check_fresh_tls(long id)
{
    if (tls_started != TLS_START || tls_zero != 0)
        fail(NAME, "thread %ld starts with TLS %lx and %lx", id, tls_started, tls_zero);
    if (pthread_getspecific(key) != NULL)
        fail(NAME, "thread %ld starts with a key of another", id);
}

static void check_own_tls(long id, long tid)
{
    if (tls_started != id || tls_zero != -id || errno != (int)id)
        fail(NAME, "thread %ld finds TLS %ld, %ld and errno %d", id, tls_started,
             tls_zero, errno);
    if (pthread_getspecific(key) != (void *)id)
        fail(NAME, "thread %ld finds the key %p", id, pthread_getspecific(key));
    if (syscall(SYS_gettid) != tid)
        fail(NAME, "the tid of thread %ld changed from %ld", id, tid);
}

static void *live(void *argument)
{
    long id = (long)argument, tid = syscall(SYS_gettid);

    check_fresh_tls(id);
    if (tid == getpid())
        fail(NAME, "thread %ld has the tid of the process", id);
    tls_started = id;
    tls_zero = -id;
    pthread_setspecific(key, argument);
    pthread_barrier_wait(&all_alive);
    errno = (int)id;
    for (int i = 0; i < LOOPS; i++) {
        check_own_tls(id, tid);
        syscall(SYS_sched_yield);
    }
    pthread_barrier_wait(&may_end);
    return argument;
}

static bool is_detached(long id)
{
    return id % DETACHED_ONE_IN == 0;
}

static void start_thread(pthread_t *thread, long id)
{
    int err = pthread_create(thread, NULL, live, (void *)id);

    if (err != 0)
        fail(NAME, "thread %ld cannot be created: %s", id, strerror(err));
    if (is_detached(id))
        pthread_detach(*thread);
}

static void join_thread(pthread_t thread, long id)
{
    void *result;
    int err = pthread_join(thread, &result);

    if (err != 0)
        fail(NAME, "thread %ld cannot be joined: %s", id, strerror(err));
    if (result != (void *)id)
        fail(NAME, "thread %ld returned %p", id, result);
}

/* A joiner is woken a moment before the kernel forgets the thread. */
static void expect_threads(long expected, long patience_ms)
{
    long seen;

    while ((seen = own_status("Threads")) != expected) {
        if (patience_ms-- <= 0)
            fail(NAME, "%ld threads live where %ld should", seen, expected);
        sleep_ms(1);
    }
}

static void on_stall(int number)
{
    (void)number;
    fail(NAME, "stalled: a wave did not end in %d s", STALL_SECONDS);
}

static void run_wave(long expected_destroyed)
{
    static pthread_t threads[MAX_THREADS + 1];

    alarm(STALL_SECONDS);
    for (long id = 1; id <= thread_count; id++)
        start_thread(&threads[id], id);
    pthread_barrier_wait(&all_alive);
    expect_threads(thread_count + 1, 0);
    if (tls_started != TLS_START || tls_zero != 0)
        fail(NAME, "a thread changed the TLS of the first one");
    pthread_barrier_wait(&may_end);
    for (long id = 1; id <= thread_count; id++)
        if (!is_detached(id))
            join_thread(threads[id], id);
    expect_threads(1, 10000);
    if (destroyed != expected_destroyed)
        fail(NAME, "%ld key destructors ran instead of %ld", (long)destroyed,
             expected_destroyed);
}

static void check_growth(long warm_kib, long last_kib)
{
    if (warm_kib <= 0 || last_kib <= 0)
        fail(NAME, "VmRSS cannot be read");
    if (last_kib > warm_kib + warm_kib * GROWTH_PERCENT / 100 + GROWTH_KIB)
        fail(NAME, "VmRSS grew from %ld KiB in the first waves to %ld KiB", warm_kib,
             last_kib);
}

int main(int argc, char **argv)
{
    long waves = number_option(argc, argv, "--waves", 20);
    long warm_kib = 0, rss_kib = 0;

    thread_count = number_option(argc, argv, "--threads", 200);
    if (thread_count < 1 || thread_count > MAX_THREADS || waves < WARM_UP_WAVES)
        fail(NAME, "1 to %d threads and at least %d waves", MAX_THREADS, WARM_UP_WAVES);
    pthread_barrier_init(&all_alive, NULL, (unsigned)thread_count + 1);
    pthread_barrier_init(&may_end, NULL, (unsigned)thread_count + 1);
    pthread_key_create(&key, count_destroyed);
    signal(SIGALRM, on_stall);
    for (long wave = 1; wave <= waves; wave++) {
        run_wave(wave * thread_count);
        rss_kib = own_status("VmRSS");
        if (wave <= WARM_UP_WAVES && rss_kib > warm_kib)
            warm_kib = rss_kib;
    }
    check_growth(warm_kib, rss_kib);
    printf("threads: ok: %ld waves of %ld threads, VmRSS %ld KiB, then %ld KiB\n", waves,
           thread_count, warm_kib, rss_kib);
    return 0;
}
