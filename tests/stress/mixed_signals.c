/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mixed_signals.c - signals of all kinds between the workers, and their account.
 *
 * A signal to a thread carries sender, receiver and a number that counts up:
 * it must come to that thread, once, and in order.  Signals to the process are
 * summed.  SIGUSR1 may merge with one that is pending, so it is only bounded.
 */
#include <errno.h>
#include <signal.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/time.h>

#include "mixed.h"

#define ALTSTACK_SIZE 65536

#define SIG_DIRECT (SIGRTMIN + 1) /* to one thread, numbered per sender */
#define SIG_SHARED (SIGRTMIN + 2) /* to the process, summed */
#define SIG_TICK (SIGRTMIN + 3)   /* from a POSIX timer */
#define SIG_WAITED (SIGRTMIN + 4) /* always blocked, taken by sigtimedwait */

/* Handlers. */

static atomic_long shared_sent, shared_seen, alarms_seen, ticks_seen;
static _Atomic uint64_t shared_sent_sum, shared_seen_sum;
static int tick_token;
static timer_t tick_timer;

static void check_worker_got(int number, int expected)
{
    if (self == NULL)
        fail(NAME, "signal %d came to the first thread, which blocks it", number);
    if (number != expected)
        fail(NAME, "signal %d came to the handler of %d", number, expected);
}

static void on_usr1(int number, siginfo_t *info, void *context)
{
    char *here = (char *)&number;

    check_worker_got(number, SIGUSR1);
    if (info->si_signo != SIGUSR1 || info->si_code != SI_TKILL ||
        info->si_pid != getpid() || info->si_uid != getuid() || context == NULL)
        fail(NAME, "SIGUSR1 has signo %d, code %d, pid %d", info->si_signo,
             info->si_code, info->si_pid);
    if (syscall(SYS_gettid) != self->tid)
        fail(NAME, "SIGUSR1 for thread %d ran elsewhere", self->tid);
    if (here < self->altstack || here >= self->altstack + ALTSTACK_SIZE)
        fail(NAME, "an SA_ONSTACK handler runs at %p", (void *)here);
    self->usr1_seen++;
}

static uint64_t direct_value(long from, long to, uint64_t count)
{
    return (uint64_t)from << 56 | (uint64_t)to << 48 | count;
}

static void on_direct(int number, siginfo_t *info, void *context)
{
    uint64_t value = (uint64_t)(uintptr_t)info->si_value.sival_ptr;
    unsigned from = (unsigned)(value >> 56), to = value >> 48 & 0xff;
    uint64_t count = value & 0xffffffffffff;

    (void)context;
    check_worker_got(number, SIG_DIRECT);
    if (info->si_code != SI_QUEUE || from >= WORKERS)
        fail(NAME, "a queued signal has code %d, value %#lx", info->si_code, value);
    if (to != (unsigned)self->index)
        fail(NAME, "a signal for worker %u came to %ld", to, self->index);
    if (count != self->direct_seen[from] + 1)
        fail(NAME, "signal %lu from worker %u to %u follows %lu", count, from, to,
             self->direct_seen[from]);
    self->direct_seen[from] = count;
}

static void on_shared(int number, siginfo_t *info, void *context)
{
    (void)context;
    check_worker_got(number, SIG_SHARED);
    if (info->si_code != SI_QUEUE || info->si_pid != getpid())
        fail(NAME, "a queued signal has code %d, pid %d", info->si_code, info->si_pid);
    shared_seen_sum += (uint64_t)(uintptr_t)info->si_value.sival_ptr;
    shared_seen++;
}

static void on_alarm(int number, siginfo_t *info, void *context)
{
    (void)context;
    check_worker_got(number, SIGALRM);
    if (info->si_code != SI_KERNEL)
        fail(NAME, "SIGALRM has code %d", info->si_code);
    alarms_seen++;
}

static void on_tick(int number, siginfo_t *info, void *context)
{
    (void)context;
    check_worker_got(number, SIG_TICK);
    if (info->si_code != SI_TIMER || info->si_value.sival_ptr != &tick_token)
        fail(NAME, "a timer's signal has code %d, value %p", info->si_code,
             info->si_value.sival_ptr);
    ticks_seen++;
}

/* Makes the page writable: the interrupted store then succeeds. */
static void on_fault(int number, siginfo_t *info, void *context)
{
    char *address = info->si_addr;
    uintptr_t page = (uintptr_t)address & ~(uintptr_t)(PAGE_SIZE - 1);

    (void)context;
    check_worker_got(number, SIGSEGV);
    if (address == NULL || address != self->fault_address || info->si_code != SEGV_ACCERR)
        fail(NAME, "worker %ld (%s) faults at %p, code %d", self->index, self->doing,
             (void *)address, info->si_code);
    self->fault_address = NULL;
    self->faults_seen++;
    if (mprotect((void *)page, PAGE_SIZE, PROT_READ | PROT_WRITE) != 0)
        fail(NAME, "mprotect in a handler: %s", strerror(errno));
}

/* Sending. */

static struct worker *draw_worker(void)
{
    return &workers[draw(WORKERS)];
}
void send_usr1(void)
{
    struct worker *target = draw_worker();

    target->usr1_sent_here++;
    if (syscall(SYS_tgkill, getpid(), target->tid, SIGUSR1) != 0)
        fail(NAME, "tgkill: %s", strerror(errno));
}

/* False if the kernel's queue is full. */
static bool queue_to_thread(struct worker *target, int number, uint64_t value)
{
    siginfo_t info = {.si_code = SI_QUEUE};

    info.si_pid = getpid();
    info.si_uid = getuid();
    info.si_value.sival_ptr = (void *)(uintptr_t)value;
    if (syscall(SYS_rt_tgsigqueueinfo, getpid(), target->tid, number, &info) == 0)
        return true;
    if (errno != EAGAIN)
        fail(NAME, "rt_tgsigqueueinfo: %s", strerror(errno));
    return false;
}

static bool queue_direct(struct worker *target)
{
    uint64_t count = self->direct_sent[target->index] + 1;

    if (!queue_to_thread(target, SIG_DIRECT,
                         direct_value(self->index, target->index, count)))
        return false;
    self->direct_sent[target->index] = count;
    return true;
}

void send_direct(void)
{
    queue_direct(draw_worker());
}

static uint64_t own_direct_seen(void)
{
    return self->direct_seen[self->index];
}

void send_direct_to_self(void)
{
    if (queue_direct(self) && own_direct_seen() != self->direct_sent[self->index])
        fail(NAME, "a signal to itself did not come at once");
}

static void set_blocked(int how, int number)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, number);
    if (pthread_sigmask(how, &set, NULL) != 0)
        fail(NAME, "the signal mask cannot be set");
}

void send_direct_while_blocked(void)
{
    uint64_t before;
    sigset_t pending;
    bool sent;

    set_blocked(SIG_BLOCK, SIG_DIRECT);
    before = own_direct_seen();
    sent = queue_direct(self);
    sched_yield();
    sigpending(&pending);
    if (own_direct_seen() != before)
        fail(NAME, "a blocked signal was delivered");
    if (sent && sigismember(&pending, SIG_DIRECT) != 1)
        fail(NAME, "a blocked signal is not pending");
    set_blocked(SIG_UNBLOCK, SIG_DIRECT);
    if (sent && own_direct_seen() != self->direct_sent[self->index])
        fail(NAME, "an unblocked signal was not delivered at once");
}

void send_shared(void)
{
    union sigval value = {.sival_ptr = (void *)(uintptr_t)random_next(&self->seed)};

    if (sigqueue(getpid(), SIG_SHARED, value) == 0) {
        shared_sent_sum += (uint64_t)(uintptr_t)value.sival_ptr;
        shared_sent++;
    } else if (errno != EAGAIN) {
        fail(NAME, "sigqueue: %s", strerror(errno));
    }
}

void wait_for_signal(void)
{
    struct timespec patience = {.tv_sec = STALL_MS / 2000};
    uint64_t value = direct_value(self->index, self->index, ++self->waited_count);
    siginfo_t info;
    sigset_t set;
    int number;

    sigemptyset(&set);
    sigaddset(&set, SIG_WAITED);
    if (!queue_to_thread(self, SIG_WAITED, value))
        return;
    do
        number = sigtimedwait(&set, &info, &patience);
    while (number < 0 && errno == EINTR);
    if (number != SIG_WAITED || info.si_value.sival_ptr != (void *)(uintptr_t)value)
        fail(NAME, "sigtimedwait gives signal %d, value %p", number,
             info.si_value.sival_ptr);
}

/* Setting up. */

static void use_altstack(char *altstack)
{
    stack_t stack = {.ss_sp = altstack, .ss_size = ALTSTACK_SIZE};

    if (altstack == NULL)
        stack.ss_flags = SS_DISABLE;
    if (sigaltstack(&stack, NULL) != 0)
        fail(NAME, "sigaltstack: %s", strerror(errno));
}

static void set_test_signals(int how)
{
    const int numbers[] = {SIGUSR1, SIG_DIRECT, SIG_SHARED, SIGALRM, SIG_TICK};

    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        set_blocked(how, numbers[i]);
}

void signals_enter_worker(void)
{
    self->altstack = map(NULL, ALTSTACK_SIZE, PROT_READ | PROT_WRITE);
    use_altstack(self->altstack);
    set_test_signals(SIG_UNBLOCK);
}

void signals_leave_worker(void)
{
    set_test_signals(SIG_BLOCK);
    use_altstack(NULL);
}

static void handle(int number, void (*handler)(int, siginfo_t *, void *), int flags)
{
    struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};

    if (sigaction(number, &action, NULL) != 0)
        fail(NAME, "sigaction(%d): %s", number, strerror(errno));
}

void signals_install(void)
{
    set_test_signals(SIG_BLOCK);
    set_blocked(SIG_BLOCK, SIG_WAITED);
    handle(SIGUSR1, on_usr1, SA_ONSTACK | SA_RESTART);
    handle(SIG_DIRECT, on_direct, SA_RESTART);
    handle(SIG_SHARED, on_shared, 0);
    handle(SIGALRM, on_alarm, SA_RESTART);
    handle(SIG_TICK, on_tick, 0);
    handle(SIGSEGV, on_fault, 0);
}

void signals_start_timers(void)
{
    struct itimerval alarms = {.it_interval = {.tv_usec = 2000},
                               .it_value = {.tv_usec = 2000}};
    struct itimerspec ticks = {.it_interval = {.tv_nsec = 3000000},
                               .it_value = {.tv_nsec = 3000000}};
    struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIG_TICK};

    event.sigev_value.sival_ptr = &tick_token;
    if (setitimer(ITIMER_REAL, &alarms, NULL) != 0 ||
        timer_create(CLOCK_MONOTONIC, &event, &tick_timer) != 0 ||
        timer_settime(tick_timer, 0, &ticks, NULL) != 0)
        fail(NAME, "the timers cannot be started: %s", strerror(errno));
}

void signals_stop_timers(void)
{
    struct itimerval never = {.it_value = {.tv_sec = 0}};

    if (setitimer(ITIMER_REAL, &never, NULL) != 0 || timer_delete(tick_timer) != 0)
        fail(NAME, "the timers cannot be stopped: %s", strerror(errno));
}

/* The account. */

bool signals_have_arrived(void)
{
    for (int to = 0; to < WORKERS; to++) {
        for (int from = 0; from < WORKERS; from++)
            if (workers[to].direct_seen[from] != workers[from].direct_sent[to])
                return false;
        if (workers[to].usr1_sent_here > 0 && workers[to].usr1_seen == 0)
            return false;
    }
    return shared_seen == shared_sent;
}

void signals_check(void)
{
    for (int to = 0; to < WORKERS; to++) {
        const struct worker *worker = &workers[to];

        for (int from = 0; from < WORKERS; from++)
            if (worker->direct_seen[from] != workers[from].direct_sent[to])
                fail(NAME, "worker %d received %lu of %lu signals of worker %d", to,
                     worker->direct_seen[from], workers[from].direct_sent[to], from);
        if (worker->usr1_seen > worker->usr1_sent_here ||
            (worker->usr1_sent_here > 0 && worker->usr1_seen == 0))
            fail(NAME, "worker %d received %ld of %ld SIGUSR1", to, worker->usr1_seen,
                 worker->usr1_sent_here);
    }
    if (shared_seen != shared_sent || shared_seen_sum != shared_sent_sum)
        fail(NAME, "the process received %ld of %ld signals, their sum is off by %lx",
             shared_seen, shared_sent, shared_seen_sum - shared_sent_sum);
    if (alarms_seen == 0 || ticks_seen == 0)
        fail(NAME, "%ld alarms and %ld ticks came", alarms_seen, ticks_seen);
}
