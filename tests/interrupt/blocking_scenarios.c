/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * blocking_scenarios.c - calls that sleep until something happens; a handler
 * interrupts them for good or only with SA_RESTART unset (signal(7)).
 */
#include <linux/futex.h>
#include <poll.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <time.h>

#include "guest.h"

#define SHORT_NAP 400000
#define SECOND 1000000000
#define SLACK 1000000
#define LONG_TIME 1000
#define CHILD_STATUS 7

static char byte;
static struct pollfd pollfd = { .fd = BYTE_READ_FD, .events = POLLIN };
static struct epoll_event event;
static int epoll;
static struct timespec time_left, deadline;
static uint32_t word;
static int shared_or_private;
static int child, status;

/* What the helper thread has done. */
static volatile unsigned wakes, waits;
static volatile long woken;

static void block_signal(void)
{
    run.mask_before = run.mask_after |= BIT(scenario->inject[0].signo);
}

static void ignore_signal(void)
{
    run.may_drop = true;
    set_disposition(scenario->inject[0].signo, SIG_IGN);
}

static void prepare_read(void)
{
    byte = 0;
    CALL(SYS_read, BYTE_READ_FD, &byte, 1);
}

static void check_byte(void)
{
    EXPECT_EQ(byte, (char)(control->iteration | 1));
    EXPECT_EQ(bytes_in_pipe(BYTE_READ_FD), 0);
}

static void finish_read(void)
{
    if (expect_result_or_restart(1))
        check_byte();
    else
        EXPECT_EQ(control->was_unblocked, 0);
}

static void prepare_read_blocked(void)
{
    block_signal();
    prepare_read();
}

static void finish_read_blocked(void)
{
    expect_result(1);
    check_byte();
    EXPECT_EQ(runs_of(scenario->inject[0].signo), 0);
}

static void prepare_read_ignored(void)
{
    ignore_signal();
    prepare_read();
}

static void prepare_poll(void)
{
    CALL(SYS_poll, &pollfd, 1, -1);
}

static void prepare_poll_blocked(void)
{
    block_signal();
    prepare_poll();
}

static void prepare_poll_ignored(void)
{
    ignore_signal();
    prepare_poll();
}

static void finish_poll_blocked(void)
{
    expect_result(1);
    drain_byte();
    EXPECT_EQ(runs_of(scenario->inject[0].signo), 0);
}

static void start_epoll(void)
{
    struct epoll_event wanted = { .events = EPOLLIN };

    epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, BYTE_READ_FD, &wanted);
}

static void prepare_epoll(void)
{
    CALL(SYS_epoll_wait, epoll, &event, 1, -1);
}

static void finish_poll(void)
{
    if (!expect_result_or_eintr(1))
        EXPECT_EQ(control->was_unblocked, 0);
    drain_byte();
}

static void prepare_pause(void)
{
    CALL(SYS_pause);
}

/* A signal that comes once lxcore has been entered ends the call: if it began again,
 * nothing might ever end it.  Only on the way into lxcore is it not yet made. */
static void finish_pause(void)
{
    enum { WAY_IN = 20 };
    static int begun_again;
    const struct record *record = record_of(scenario->inject[0].signo);

    begun_again += record != NULL && record->where == AT_CALL;
    expect(begun_again <= WAY_IN, "a signal in lxcore has not ended pause");
    expect(!expect_result_or_eintr(-EINTR), "pause: %ld", result());
}

static void prepare_nanosleep(void)
{
    time_left = (struct timespec){ -1, -1 };
    control->nap[0] = 0;
    control->nap[1] = SHORT_NAP;
    CALL(SYS_nanosleep, &control->nap, &time_left);
}

static long nanoseconds(long seconds, long rest)
{
    return seconds * SECOND + rest;
}

/* Never restarted after a handler; what is left is told, give or take the
 * timer's slack. */
static void finish_nanosleep(void)
{
    long left = nanoseconds(time_left.tv_sec, time_left.tv_nsec);

    if (expect_result_or_eintr(0))
        EXPECT_EQ(time_left.tv_nsec, -1);
    else
        expect(left >= 0 && left < nanoseconds(control->nap[0], control->nap[1]) + SLACK,
               "left are %ld ns", left);
}

static void prepare_clock_nanosleep(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    control->nap[1] = now.tv_nsec + SHORT_NAP;
    control->nap[0] = now.tv_sec + control->nap[1] / SECOND;
    control->nap[1] %= SECOND;
    CALL(SYS_clock_nanosleep, CLOCK_MONOTONIC, TIMER_ABSTIME, &control->nap, 0);
}

static void finish_clock_nanosleep(void)
{
    struct timespec now;

    if (!expect_result_or_eintr(0))
        return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    expect(nanoseconds(now.tv_sec, now.tv_nsec) >=
               nanoseconds(control->nap[0], control->nap[1]),
           "awake too early");
}

/* With a byte from the tracer, wake one waiter. */
static void *wake_on_byte(void *unused)
{
    char got;

    while (SYS(SYS_read, BYTE_READ_FD, &got, 1) == 1) {
        __atomic_store_n(&word, 1, __ATOMIC_SEQ_CST);
        woken = SYS(SYS_futex, &word, FUTEX_WAKE | shared_or_private, 1);
        wakes++;
        control->was_helped = 1;
    }
    return unused;
}

static void start_helper(void *(*body)(void *))
{
    pthread_t thread;
    sigset_t all, old;

    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &old);
    expect(pthread_create(&thread, NULL, body, NULL) == 0, "no thread");
    pthread_sigmask(SIG_SETMASK, &old, NULL);
}

static void start_futex(void)
{
    shared_or_private = FUTEX_PRIVATE_FLAG;
    start_helper(wake_on_byte);
}

static void start_futex_shared(void)
{
    start_helper(wake_on_byte);
}

static void reset_word(void)
{
    __atomic_store_n(&word, 0, __ATOMIC_SEQ_CST);
    woken = -1;
    wakes = 0;
}

static void prepare_futex(void)
{
    reset_word();
    CALL(SYS_futex, &word, FUTEX_WAIT | shared_or_private, 0, 0);
}

static void prepare_futex_timeout(void)
{
    static const struct timespec timeout = { LONG_TIME, 0 };

    reset_word();
    CALL(SYS_futex, &word, FUTEX_WAIT | shared_or_private, 0, &timeout);
}

static void prepare_futex_until(void)
{
    reset_word();
    clock_gettime(CLOCK_REALTIME, &deadline);
    deadline.tv_sec += LONG_TIME;
    CALL(SYS_futex, &word, FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME | shared_or_private,
         0, &deadline, 0, FUTEX_BITSET_MATCH_ANY);
}

static void check_wake(bool was_woken)
{
    EXPECT_EQ(control->was_unblocked, was_woken);
    while (control->was_unblocked && wakes == 0)
        SYS(SYS_sched_yield);
    EXPECT_EQ(woken, was_woken ? 1 : -1);
    EXPECT_EQ(word, was_woken);
}

static void finish_futex(void)
{
    check_wake(expect_result_or_restart(0));
}

static void prepare_futex_blocked(void)
{
    block_signal();
    prepare_futex();
}

static void finish_futex_blocked(void)
{
    expect_result(0);
    check_wake(true);
}

static void finish_futex_timeout(void)
{
    check_wake(expect_result_or_eintr(0));
}

/* Woken or interrupted, but not both: a wake that was counted is not lost. */
static void finish_futex_crossed(void)
{
    if (!control->was_injected || result() == 0) {
        finish_futex();
        return;
    }
    while (control->was_unblocked && wakes == 0)
        SYS(SYS_sched_yield);
    EXPECT_EQ(result(), run.restarts ? -EAGAIN : -EINTR);
    expect(woken <= 0, "a wake was lost");
}

static void *wait_for_ever(void *unused)
{
    for (;;) {
        control->sleeper = (int)SYS(SYS_gettid);
        waits++;
        woken = SYS(SYS_futex, &word, FUTEX_WAIT | FUTEX_PRIVATE_FLAG, 0, 0);
        wakes++;
    }
    return unused;
}

static void start_futex_wake(void)
{
    start_helper(wait_for_ever);
}

static void prepare_futex_wake(void)
{
    while (waits == wakes)
        SYS(SYS_sched_yield);
    CALL(SYS_futex, &word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1);
}

static void finish_futex_wake(void)
{
    static unsigned done;

    expect_result(1);
    for (int i = 0; i < 1000000 && wakes == done; i++)
        SYS(SYS_sched_yield);
    done++;
    EXPECT_EQ(wakes, done);
    EXPECT_EQ(woken, 0);
}

/* The child ends when the tracer says so. */
static void prepare_wait(void)
{
    status = -1;
    child = (int)SYS(SYS_fork);
    if (child == 0) {
        SYS(SYS_read, BYTE_READ_FD, &byte, 1);
        SYS(SYS_exit_group, CHILD_STATUS);
    }
    CALL(SYS_wait4, child, &status, 0, 0);
}

static void finish_wait(void)
{
    if (expect_result_or_restart(child)) {
        EXPECT_EQ(status, CHILD_STATUS << 8);
        EXPECT_EQ(SYS(SYS_wait4, child, 0, 0, 0), -ECHILD);
        return;
    }
    EXPECT_EQ(status, -1);
    SYS(SYS_kill, child, SIGKILL);
    EXPECT_EQ(SYS(SYS_wait4, child, 0, 0, 0), child);
}

#define USR1 { { SIGUSR1, TO_THREAD } }
#define SEGV { { SIGSEGV, TO_PROCESS } }
#define TWO { { SIGUSR1, TO_THREAD }, { SIGWINCH, TO_PROCESS } }

const struct scenario blocking_scenarios[] = {
    { "read_sleeps", USR1, BY_BYTE, .prepare = prepare_read, .finish = finish_read },
    { "read_sleeps.segv", SEGV, BY_BYTE, .prepare = prepare_read, .finish = finish_read },
    { "read_sleeps.two", TWO, BY_BYTE, .prepare = prepare_read, .finish = finish_read },
    { "read_sleeps.blocked", USR1, BY_BYTE, .prepare = prepare_read_blocked,
      .finish = finish_read_blocked },
    { "read_sleeps.segv_blocked", SEGV, BY_BYTE, .prepare = prepare_read_blocked,
      .finish = finish_read_blocked },
    { "read_sleeps.ignored", USR1, BY_BYTE, .prepare = prepare_read_ignored,
      .finish = finish_read_blocked },
    { "read_sleeps.segv_ignored", SEGV, BY_BYTE, .prepare = prepare_read_ignored,
      .finish = finish_read_blocked },
    { "poll.blocked", USR1, BY_BYTE, .prepare = prepare_poll_blocked,
      .finish = finish_poll_blocked },
    { "poll.segv_blocked", SEGV, BY_BYTE, .prepare = prepare_poll_blocked,
      .finish = finish_poll_blocked },
    { "poll.segv_ignored", SEGV, BY_BYTE, .prepare = prepare_poll_ignored,
      .finish = finish_poll_blocked },
    { "poll", USR1, BY_BYTE, .prepare = prepare_poll, .finish = finish_poll },
    { "poll.segv", SEGV, BY_BYTE, .prepare = prepare_poll, .finish = finish_poll },
    { "epoll_wait", USR1, BY_BYTE, .start = start_epoll, .prepare = prepare_epoll,
      .finish = finish_poll },
    { "pause", USR1, BY_SIGNAL, .prepare = prepare_pause, .finish = finish_pause },
    { "nanosleep", USR1, .prepare = prepare_nanosleep, .finish = finish_nanosleep },
    { "nanosleep.segv", SEGV, .prepare = prepare_nanosleep, .finish = finish_nanosleep },
    { "clock_nanosleep", USR1, .prepare = prepare_clock_nanosleep,
      .finish = finish_clock_nanosleep },
    { "futex_wait", USR1, BY_BYTE, .start = start_futex, .prepare = prepare_futex,
      .finish = finish_futex },
    { "futex_wait.timeout", USR1, BY_BYTE, .start = start_futex,
      .prepare = prepare_futex_timeout, .finish = finish_futex_timeout },
    { "futex_wait.until", USR1, BY_BYTE, .start = start_futex,
      .prepare = prepare_futex_until, .finish = finish_futex_timeout },
    { "futex_wait.segv_blocked", SEGV, BY_BYTE, .start = start_futex,
      .prepare = prepare_futex_blocked, .finish = finish_futex_blocked },
    { "futex_wait.shared", USR1, BY_BYTE, .start = start_futex_shared,
      .prepare = prepare_futex, .finish = finish_futex },
    { "futex_wait.crossed", USR1, BY_BYTE, .unblocks_at_signal = true,
      .may_end_otherwise = true, .start = start_futex, .prepare = prepare_futex,
      .finish = finish_futex_crossed },
    { "futex_wait.two", TWO, BY_BYTE, .start = start_futex, .prepare = prepare_futex,
      .finish = finish_futex },
    { "futex_wake", USR1, .start = start_futex_wake, .prepare = prepare_futex_wake,
      .finish = finish_futex_wake },
    { "wait4", USR1, BY_BYTE, .prepare = prepare_wait, .finish = finish_wait },
    { 0 },
};
