/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mixed.c - threads that do everything at once, and account for all of it.
 *
 * usage: mixed [--seed N] [--seconds N]
 *
 * Each worker draws one action after the other: signals to threads and to the
 * process, locks, condition variables, raw futexes, mappings, faults, pipes,
 * malloc, sleep; two timers interrupt them.  Each action checks what it sees,
 * and at the end the sums must be right.  Beside them two partners hand over a
 * turn, undisturbed by signals: they would miss a wake that is lost.
 *
 * The first thread does none of this.  It watches that each worker gets on, and
 * aborts naming the one that does not.
 */
#include <errno.h>
#include <fcntl.h>

#include "mixed.h"

#define POLL_MS 50

struct worker workers[WORKERS];
__thread struct worker *self;
atomic_bool must_stop;
static struct worker partners[2];
static atomic_bool may_end;
static pthread_barrier_t all_started;

static const struct action {
    const char *name;
    void (*run)(void);
} actions[] = {
    {"tgkill", send_usr1},
    {"queue to a thread", send_direct},
    {"queue to itself", send_direct_to_self},
    {"queue while blocked", send_direct_while_blocked},
    {"queue to the process", send_shared},
    {"sigtimedwait", wait_for_signal},
    {"mutex", transfer},
    {"condition variable", use_baton},
    {"futex", use_futex},
    {"mmap over mmap", replace_page},
    {"mprotect and mremap", protect_and_move},
    {"fault", fault_and_repair},
    {"malloc", reallocate},
    {"own pipe", use_own_pipe},
    {"shared pipe", use_shared_pipe},
    {"sleep", nap},
};

#define ACTION_COUNT (sizeof actions / sizeof actions[0])

static void *work(void *worker)
{
    self = worker;
    self->tid = (pid_t)syscall(SYS_gettid);
    pthread_barrier_wait(&all_started);
    signals_enter_worker();
    while (!must_stop) {
        const struct action *action = &actions[draw(ACTION_COUNT)];

        self->doing = action->name;
        action->run();
        self->progress++;
    }
    self->is_finished = true;
    while (!may_end)
        sleep_ms(1);
    signals_leave_worker();
    return NULL;
}

static void *take_turns(void *argument)
{
    struct worker *partner = argument;

    partner->tid = (pid_t)syscall(SYS_gettid);
    hand_over_until_stopped(partner, (int)partner->index);
    partner->is_finished = true;
    return NULL;
}

static void start(struct worker *worker, long index, void *(*run)(void *))
{
    worker->index = index;
    worker->doing = "nothing yet";
    if (pthread_create(&worker->thread, NULL, run, worker) != 0)
        fail(NAME, "thread %ld cannot be created", index);
}

static void start_all(uint64_t seed)
{
    pthread_barrier_init(&all_started, NULL, WORKERS + 1);
    for (long i = 0; i < WORKERS; i++) {
        workers[i].seed = (seed * WORKERS + (uint64_t)i + 1) * 0x9e3779b97f4a7c15;
        if (pipe2(workers[i].pipe, O_CLOEXEC) != 0)
            fail(NAME, "pipe: %s", strerror(errno));
        start(&workers[i], i, work);
    }
    pthread_barrier_wait(&all_started);
    for (long i = 0; i < 2; i++)
        start(&partners[i], i, take_turns);
}

/* Aborts if the worker did nothing since long ago. */
static void watch(struct worker *worker, const char *what)
{
    long progress = worker->progress;

    if (worker->watched_since == 0 || progress != worker->watched_progress) {
        worker->watched_progress = progress;
        worker->watched_since = now_ns();
    }
    if (now_ns() - worker->watched_since < (int64_t)STALL_MS * 1000000)
        return;
    fprintf(stderr, "mixed: STALLED: %s %ld (tid %d) is stuck for %d s in: %s\n", what,
            worker->index, worker->tid, STALL_MS / 1000, worker->doing);
    abort();
}

/* False if all have finished. */
static bool watch_all(void)
{
    bool is_any_left = false;

    for (int i = 0; i < WORKERS + 2; i++) {
        struct worker *worker = i < WORKERS ? &workers[i] : &partners[i - WORKERS];

        if (worker->is_finished)
            continue;
        is_any_left = true;
        watch(worker, i < WORKERS ? "worker" : "partner");
    }
    return is_any_left;
}

static void run_all(long seconds)
{
    int64_t until = now_ns() + seconds * 1000000000;
    long drain_ms = 0;

    while (watch_all()) {
        sleep_ms(POLL_MS);
        must_stop = now_ns() >= until;
    }
    while (!signals_have_arrived() && drain_ms++ < STALL_MS)
        sleep_ms(1);
}

static void join(const struct worker *worker, const char *what)
{
    if (pthread_join(worker->thread, NULL) != 0)
        fail(NAME, "%s %ld cannot be joined", what, worker->index);
}

static void end_all(void)
{
    may_end = true;
    for (int i = 0; i < WORKERS; i++)
        join(&workers[i], "worker");
    for (int i = 0; i < 2; i++)
        join(&partners[i], "partner");
}

static long total_progress(void)
{
    long sum = 0;

    for (int i = 0; i < WORKERS; i++)
        sum += workers[i].progress;
    return sum;
}

int main(int argc, char **argv)
{
    uint64_t seed = (uint64_t)number_option(argc, argv, "--seed", now_ns() & 0xffffffff);
    long seconds = number_option(argc, argv, "--seconds", 5);

    printf("mixed: seed %lu, %d workers, %ld s\n", seed, WORKERS, seconds);
    fflush(stdout);
    sharing_prepare();
    signals_install();
    start_all(seed);
    signals_start_timers();
    run_all(seconds);
    signals_stop_timers();
    end_all();
    signals_check();
    sharing_check();
    printf("mixed: ok: %ld actions, %ld hand-overs\n", total_progress(),
           partners[0].progress + partners[1].progress);
    return 0;
}
