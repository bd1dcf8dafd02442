/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "futex_support.h"

#include <sched.h>
#include <time.h>

#define NSEC_PER_SEC 1000000000

void dummy_queue(struct task *task, struct dummy *dummy, const uint32_t *word,
                 uint32_t mask)
{
    dummy->state = FUTEX_QUEUED;
    dummy->waiter = (struct futex_waiter){ .key = gaddr_of(word),
                                           .mask = mask,
                                           .state = &dummy->state };
    futex_queue_if(task, &dummy->waiter, *word);
}

bool dummy_is_woken(const struct dummy *dummy)
{
    return dummy->state == FUTEX_WOKEN && dummy->waiter.bucket == NULL;
}

bool dummy_waits_on(const struct dummy *dummy, const uint32_t *word)
{
    return dummy->state == FUTEX_QUEUED && dummy->waiter.key == gaddr_of(word);
}

void dummy_leave(struct task *task, struct dummy *dummy)
{
    futex_unqueue(task, &dummy->waiter);
}

static void *sleeper_main(void *argument)
{
    struct sleeper *sleeper = argument;

    sleeper->task = fake_task();
    sleeper->result = sleeper->entry(&sleeper->task, &sleeper->args);
    __atomic_store_n(&sleeper->is_done, true, __ATOMIC_RELEASE);
    return NULL;
}

void sleeper_start(struct sleeper *sleeper)
{
    sleeper->is_done = false;
    pthread_create(&sleeper->thread, NULL, sleeper_main, sleeper);
}

void sleeper_wait(struct sleeper *sleeper, uint32_t *word)
{
    unsigned before = count_on(word);

    sleeper->entry = lx_sys_futex;
    sleeper->args =
        (struct sys_args){ .nr = SYS_futex,
                           .arg = { gaddr_of(word), FUTEX_WAIT | PRIVATE, *word } };
    sleeper_start(sleeper);
    await_count(word, before + 1);
}

long sleeper_join(struct sleeper *sleeper)
{
    pthread_join(sleeper->thread, NULL);
    return sleeper->result;
}

bool sleeper_is_done(const struct sleeper *sleeper)
{
    return __atomic_load_n(&sleeper->is_done, __ATOMIC_ACQUIRE);
}

unsigned count_on(const uint32_t *word)
{
    struct task task = fake_task();
    struct futex_bucket *bucket = futex_bucket_lock(&task, gaddr_of(word));
    unsigned count = 0;

    for (struct futex_waiter *at = bucket->first; at != NULL; at = at->next)
        count += at->key == gaddr_of(word);
    futex_bucket_unlock(&task, bucket);
    return count;
}

void await_count(const uint32_t *word, unsigned count)
{
    while (count_on(word) != count)
        sched_yield();
}

long futex_call(struct task *task, const void *word, int op, uint32_t value,
                uint64_t timeout, const void *second, uint32_t value3)
{
    const struct sys_args args = {
        .nr = SYS_futex,
        .arg = { gaddr_of(word), (uint64_t)op, value, timeout, gaddr_of(second), value3 },
    };

    return lx_sys_futex(task, &args);
}

long kernel_call(const void *word, int op, uint32_t value, uint64_t timeout,
                 const void *second, uint32_t value3)
{
    const uint64_t arg[6] = { gaddr_of(word), (uint64_t)op,     value,
                              timeout,        gaddr_of(second), value3 };

    return fake_real_syscall(SYS_futex, arg);
}

int64_t now_ns(int clock)
{
    struct timespec now;

    clock_gettime(clock, &now);
    return now.tv_sec * NSEC_PER_SEC + now.tv_nsec;
}

struct futex_deadline moment(int64_t ns)
{
    return (struct futex_deadline){ .sec = ns / NSEC_PER_SEC, .nsec = ns % NSEC_PER_SEC };
}
