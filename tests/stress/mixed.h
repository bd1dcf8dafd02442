/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mixed.h - a worker of the mixed stress, and what it can do.
 *
 * Owns    struct worker is written by its own thread and its handlers, but for
 *         the atomic fields, which say who else touches them.
 * Locks   no handler takes one; counters that handlers touch are atomic.
 */
#ifndef LXRUN_STRESS_MIXED_H
#define LXRUN_STRESS_MIXED_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "stress.h"

#define NAME "mixed"
#define WORKERS 8
#define STALL_MS 10000
#define BLOCKS 32

struct block {
    unsigned char *bytes;
    size_t size;
    unsigned char fill;
};

struct worker {
    pthread_t thread;
    long index;
    pid_t tid;
    uint64_t seed;

    /* Read by the watchdog, which alone uses the last two. */
    const char *_Atomic doing;
    atomic_long progress;
    atomic_bool is_finished;
    long watched_progress;
    int64_t watched_since;

    /* Signals: what others and this worker sent, what its handlers saw. */
    atomic_long usr1_sent_here, usr1_seen;
    uint64_t direct_sent[WORKERS];
    _Atomic uint64_t direct_seen[WORKERS];
    uint64_t waited_count;
    char *altstack;
    char *volatile fault_address;
    atomic_long faults_seen;

    /* Operations done, for the sums at the end. */
    long baton_uses, futex_uses;
    uint64_t pipe_sent, pipe_received;

    int pipe[2];
    struct block blocks[BLOCKS];
};

extern struct worker workers[WORKERS];
extern __thread struct worker *self; /* NULL in threads that get no signal */
extern atomic_bool must_stop;

static inline uint64_t draw(uint64_t below)
{
    return random_next(&self->seed) % below;
}

/* Signals: the first thread blocks and installs all, workers enter and leave. */
void signals_install(void);
void signals_enter_worker(void);
void signals_leave_worker(void);
void signals_start_timers(void);
void signals_stop_timers(void);
bool signals_have_arrived(void);
void signals_check(void);
void send_usr1(void);
void send_direct(void);
void send_direct_to_self(void);
void send_direct_while_blocked(void);
void send_shared(void);
void wait_for_signal(void);

/* Locks, pipes and time. */
void sharing_prepare(void);
void sharing_check(void);
void transfer(void);
void use_baton(void);
void use_futex(void);
void hand_over_until_stopped(struct worker *partner, int parity);
void use_own_pipe(void);
void use_shared_pipe(void);
void nap(void);

/* Memory. */
void fill_words(uint64_t *words, size_t size, uint64_t salt);
void check_words(const uint64_t *words, size_t from, size_t to, uint64_t salt);
void *map(void *address, size_t size, int protection);
void replace_page(void);
void protect_and_move(void);
void fault_and_repair(void);
void reallocate(void);

#endif
