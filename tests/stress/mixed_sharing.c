/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mixed_sharing.c - what the workers contend for: locks, batons, a futex, a pipe.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>

#include "mixed.h"

#define ACCOUNTS 16
#define ACCOUNT_START 1000
#define BATONS 3

/* <linux/futex.h> is not there for every libc. */
#define FUTEX_WAIT 0
#define FUTEX_WAKE 1
#define FUTEX_WAIT_BITSET 9
#define FUTEX_WAKE_BITSET 10
#define FUTEX_PRIVATE 128
#define FUTEX_WAIT_PRIVATE (FUTEX_WAIT | FUTEX_PRIVATE)
#define FUTEX_WAKE_PRIVATE (FUTEX_WAKE | FUTEX_PRIVATE)

/* Locks. */

static pthread_mutex_t account_lock = PTHREAD_MUTEX_INITIALIZER;
static long accounts[ACCOUNTS];

static long account_sum(void)
{
    long sum = 0;

    for (int i = 0; i < ACCOUNTS; i++)
        sum += accounts[i];
    return sum;
}

void transfer(void)
{
    long amount = (long)draw(100);

    pthread_mutex_lock(&account_lock);
    accounts[draw(ACCOUNTS)] -= amount;
    if (draw(16) == 0)
        sched_yield();
    accounts[draw(ACCOUNTS)] += amount;
    if (account_sum() != ACCOUNTS * ACCOUNT_START)
        fail(NAME, "the accounts under a mutex sum up to %ld", account_sum());
    pthread_mutex_unlock(&account_lock);
}

static pthread_mutex_t baton_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t baton_returned = PTHREAD_COND_INITIALIZER;
static int batons_free = BATONS;
static long baton_uses;

/* Fewer batons than workers, so that some wait. */
void use_baton(void)
{
    pthread_mutex_lock(&baton_lock);
    while (batons_free == 0)
        pthread_cond_wait(&baton_returned, &baton_lock);
    if (--batons_free < 0)
        fail(NAME, "%d batons are free", batons_free);
    pthread_mutex_unlock(&baton_lock);
    sched_yield();
    pthread_mutex_lock(&baton_lock);
    if (++batons_free > BATONS)
        fail(NAME, "%d batons are free", batons_free);
    baton_uses++;
    pthread_cond_signal(&baton_returned);
    pthread_mutex_unlock(&baton_lock);
    self->baton_uses++;
}

static atomic_int futex_word; /* 0 free, 1 held, 2 held and waited for */
static long futex_uses;       /* guarded by it */

static void futex_sleep(void)
{
    struct timespec timeout = {.tv_nsec = 1 + (long)draw(2000000)};
    bool is_timed = draw(2) == 0;

    if (syscall(SYS_futex, &futex_word, FUTEX_WAIT_PRIVATE, 2, is_timed ? &timeout : NULL,
                NULL, 0) == 0)
        return;
    if (errno != EAGAIN && errno != EINTR && !(is_timed && errno == ETIMEDOUT))
        fail(NAME, "FUTEX_WAIT: %s", strerror(errno));
}

static void futex_acquire(void)
{
    int seen = 0;

    if (atomic_compare_exchange_strong(&futex_word, &seen, 1))
        return;
    while (atomic_exchange(&futex_word, 2) != 0)
        futex_sleep();
}

static void futex_release(void)
{
    if (atomic_exchange(&futex_word, 0) == 2 &&
        syscall(SYS_futex, &futex_word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0) < 0)
        fail(NAME, "FUTEX_WAKE: %s", strerror(errno));
}

void use_futex(void)
{
    long uses;

    futex_acquire();
    uses = futex_uses;
    if (draw(8) == 0)
        sched_yield();
    futex_uses = uses + 1;
    futex_release();
    self->futex_uses++;
}

/* Two partners take turns.  They block all signals and nobody else wakes them,
 * so a wake that is lost stops both for good, and the watchdog sees it.
 *
 *     whose turn it is not          whose turn it is
 *     --------------------          ----------------
 *     wait while turn is t          turn = t + 1 (or TURN_LAST)
 *                                   wake
 *
 * The turn's number chooses the kind of futex for both. */
#define TURN_LAST -1
#define TURN_PERIOD 6000000 /* even, and a multiple of the kinds */

static atomic_int turn;

static const struct turn_futex {
    const char *name;
    int wait, wake;
} turn_futexes[] = {
    {"private hand-over", FUTEX_WAIT_PRIVATE, FUTEX_WAKE_PRIVATE},
    {"shared hand-over", FUTEX_WAIT, FUTEX_WAKE},
    {"bitset hand-over", FUTEX_WAIT_BITSET | FUTEX_PRIVATE,
     FUTEX_WAKE_BITSET | FUTEX_PRIVATE},
};

static const struct turn_futex *turn_futex(int number)
{
    return &turn_futexes[number % (int)(sizeof turn_futexes / sizeof turn_futexes[0])];
}

/* Returns the number of the turn that is the caller's, or TURN_LAST. */
static int wait_for_turn(struct worker *partner, int parity)
{
    int seen;

    while ((seen = turn) != TURN_LAST && seen % 2 != parity) {
        partner->doing = turn_futex(seen)->name;
        if (syscall(SYS_futex, &turn, turn_futex(seen)->wait, seen, NULL, NULL, 1) != 0 &&
            errno != EAGAIN)
            fail(NAME, "%s: %s", partner->doing, strerror(errno));
    }
    return seen;
}

static void pass_turn(int from, int to)
{
    turn = to;
    if (syscall(SYS_futex, &turn, turn_futex(from)->wake, 1, NULL, NULL, 1) < 0)
        fail(NAME, "%s: wake: %s", turn_futex(from)->name, strerror(errno));
}

/* The partner of parity 0 decides about the end, in a turn of its own. */
void hand_over_until_stopped(struct worker *partner, int parity)
{
    int mine;

    while ((mine = wait_for_turn(partner, parity)) != TURN_LAST) {
        if (parity == 0 && must_stop) {
            pass_turn(mine, TURN_LAST);
            return;
        }
        pass_turn(mine, (mine + 1) % TURN_PERIOD);
        partner->progress++;
    }
}

/* Pipes and time. */

static int shared_pipe[2];

static void write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t done = write(fd, bytes, size);

        if (done < 0 && errno != EINTR)
            fail(NAME, "write to a pipe: %s", strerror(errno));
        bytes += done > 0 ? done : 0;
        size -= done > 0 ? (size_t)done : 0;
    }
}

static void read_all(int fd, char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t done = read(fd, bytes, size);

        if (done == 0 || (done < 0 && errno != EINTR))
            fail(NAME, "read from a pipe: %s", done == 0 ? "end" : strerror(errno));
        bytes += done > 0 ? done : 0;
        size -= done > 0 ? (size_t)done : 0;
    }
}

void use_own_pipe(void)
{
    static __thread uint64_t words[2048];
    size_t size = (1 + draw(2048)) * sizeof words[0];
    uint64_t salt = random_next(&self->seed);

    fill_words(words, size, salt);
    write_all(self->pipe[1], (char *)words, size);
    memset(words, 0, size);
    read_all(self->pipe[0], (char *)words, size);
    check_words(words, 0, size, salt);
}

/* A record in, anybody's record out: a pipe keeps small ones whole. */
void use_shared_pipe(void)
{
    uint64_t record[8];

    fill_words(record, sizeof record, random_next(&self->seed));
    self->pipe_sent += record[0];
    write_all(shared_pipe[1], (char *)record, sizeof record);
    read_all(shared_pipe[0], (char *)record, sizeof record);
    check_words(record, 0, sizeof record, record[0]);
    self->pipe_received += record[0];
}

void nap(void)
{
    struct timespec left = {.tv_nsec = 1 + (long)draw(1000000)};
    int64_t until = now_ns() + left.tv_nsec;

    while (nanosleep(&left, &left) != 0)
        if (errno != EINTR)
            fail(NAME, "nanosleep: %s", strerror(errno));
    if (now_ns() < until)
        fail(NAME, "nanosleep came back %ld ns too early", until - now_ns());
}

/* Setting up, and the account. */

void sharing_prepare(void)
{
    for (int i = 0; i < ACCOUNTS; i++)
        accounts[i] = ACCOUNT_START;
    if (pipe2(shared_pipe, O_CLOEXEC) != 0)
        fail(NAME, "pipe: %s", strerror(errno));
}

void sharing_check(void)
{
    long batons = 0, futexes = 0;
    uint64_t pipe_sent = 0, pipe_received = 0;

    for (int i = 0; i < WORKERS; i++) {
        batons += workers[i].baton_uses;
        futexes += workers[i].futex_uses;
        pipe_sent += workers[i].pipe_sent;
        pipe_received += workers[i].pipe_received;
    }
    if (batons != baton_uses || batons_free != BATONS)
        fail(NAME, "%ld uses of batons, %ld were counted under the lock", batons,
             baton_uses);
    if (futexes != futex_uses || futex_word != 0)
        fail(NAME, "%ld uses of the futex, %ld were counted under it", futexes,
             futex_uses);
    if (pipe_sent != pipe_received)
        fail(NAME, "the shared pipe's records differ by %lx", pipe_sent - pipe_received);
}
