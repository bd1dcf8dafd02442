/* SPDX-License-Identifier: GPL-2.0-or-later */
/* futex_support.h - sleepers and shorthand for the tests of src/futex. */
#ifndef LXRUN_TESTS_UNIT_FUTEX_SUPPORT_H
#define LXRUN_TESTS_UNIT_FUTEX_SUPPORT_H

#include <pthread.h>

#include "abi/errno.h"
#include "abi/futex.h"
#include "fake_host.h"
#include "futex/futex_impl.h"

#include "syscall_entries.h"

#define PRIVATE FUTEX_PRIVATE_FLAG
#define FLAGS2 (FUTEX2_SIZE_U32 | FUTEX2_PRIVATE)

/* A queued waiter whose thread is never seen: good for counting. */
struct dummy {
    struct futex_waiter waiter;
    uint32_t state;
};

void dummy_queue(struct task *task, struct dummy *dummy, const uint32_t *word,
                 uint32_t mask);
bool dummy_is_woken(const struct dummy *dummy);
bool dummy_waits_on(const struct dummy *dummy, const uint32_t *word);
void dummy_leave(struct task *task, struct dummy *dummy);

/* A thread that makes one call. */
struct sleeper {
    pthread_t thread;
    struct task task;
    struct sys_args args;
    long (*entry)(struct task *task, const struct sys_args *args);
    long result;
    bool is_done;
};

void sleeper_start(struct sleeper *sleeper);
/* A sleeper in a plain private FUTEX_WAIT on `word`, queued on return. */
void sleeper_wait(struct sleeper *sleeper, uint32_t *word);
long sleeper_join(struct sleeper *sleeper);
bool sleeper_is_done(const struct sleeper *sleeper);

/* How many wait on `word`, and waiting until that many do. */
unsigned count_on(const uint32_t *word);
void await_count(const uint32_t *word, unsigned count);

/* lx_sys_futex(), and the kernel's futex(2), with the same arguments. */
long futex_call(struct task *task, const void *word, int op, uint32_t value,
                uint64_t timeout, const void *second, uint32_t value3);
long kernel_call(const void *word, int op, uint32_t value, uint64_t timeout,
                 const void *second, uint32_t value3);

/* Nanoseconds on a clock. */
int64_t now_ns(int clock);
struct futex_deadline moment(int64_t ns);

#endif
