/* SPDX-License-Identifier: GPL-2.0-or-later */
/* filter.c - the life of filters: made, attached, inherited, given back. */
#include "seccomp/filter.h"

#include "abi/errno.h"
#include "seccomp/bpf.h"
#include "seccomp/notify.h"
#include "seccomp/pool.h"
#include "seccomp/sync.h"
#include "task/task.h"

#include <linux/seccomp.h>

struct lock filters_lock HOT_DATA;

struct seccomp_filter *filter_make(struct task *task, uint32_t count)
{
    struct seccomp_filter *filter;

    lock_take(&filters_lock, task);
    filter = pool_take(filter_size(count));
    lock_drop(&filters_lock, task);
    if (filter != NULL)
        *filter = (struct seccomp_filter){ .users = 1, .count = count };
    return filter;
}

long filter_complete(struct seccomp_filter *filter)
{
    if (!bpf_is_valid(filter->code, filter->count))
        return -EINVAL;
    filter->weight = bpf_translated_count(filter->code, filter->count);
    return 0;
}

void filter_put_locked(struct seccomp_filter *filter)
{
    lock_assert_held(&filters_lock);
    while (filter != NULL && --filter->users == 0) {
        struct seccomp_filter *prev = filter->prev;

        pool_give(filter, filter_size(filter->count));
        filter = prev;
    }
}

void filter_put(struct task *task, struct seccomp_filter *filter)
{
    lock_take(&filters_lock, task);
    filter_put_locked(filter);
    lock_drop(&filters_lock, task);
}

static bool has_room(const struct task *task, const struct seccomp_filter *filter)
{
    uint64_t total = filter->weight;

    for (filter = task->seccomp.filter; filter != NULL; filter = filter->prev)
        total += filter->weight + FILTER_PENALTY;
    return total <= FILTER_WEIGHT_MAX;
}

static bool has_listener(const struct seccomp_filter *filter)
{
    for (; filter != NULL; filter = filter->prev)
        if (filter->has_listener)
            return true;
    return false;
}

/* Of the listeners on a thread's way there can be one only. */
static long listen(const struct task *task, struct seccomp_filter *filter, uint32_t flags,
                   long *listener)
{
    if (has_listener(task->seccomp.filter))
        return -EBUSY;
    *listener = notify_listen(flags);
    filter->has_listener = *listener >= 0;
    return *listener < 0 ? *listener : 0;
}

static long check_locked(const struct task *task, const struct seccomp_filter *filter,
                         uint32_t flags)
{
    long err = 0;

    lock_assert_held(&filters_lock);
    if (task->seccomp.mode == SECCOMP_MODE_STRICT)
        return -EINVAL;
    if (!has_room(task, filter))
        return -ENOMEM;
    if (flags & SECCOMP_FILTER_FLAG_TSYNC)
        err = sync_check_locked(task);
    return err != 0 && (flags & SECCOMP_FILTER_FLAG_TSYNC_ESRCH) ? -ESRCH : err;
}

static long attach_locked(struct task *task, struct seccomp_filter *filter,
                          uint32_t flags, long *listener)
{
    long err = check_locked(task, filter, flags);

    if (err == 0 && (flags & SECCOMP_FILTER_FLAG_NEW_LISTENER))
        err = listen(task, filter, flags, listener);
    if (err != 0)
        return err;
    /* The thread's use of its newest filter becomes the new one's. */
    filter->prev = task->seccomp.filter;
    sync_assign_locked(task, filter, task->seccomp.filter_count + 1);
    if (flags & SECCOMP_FILTER_FLAG_TSYNC)
        sync_threads_locked(task);
    return 0;
}

long filter_attach(struct task *task, struct seccomp_filter *filter, uint32_t flags,
                   long *listener)
{
    long err;

    lock_take(&filters_lock, task);
    err = attach_locked(task, filter, flags, listener);
    lock_drop(&filters_lock, task);
    return err;
}

long filter_forgo(struct task *task)
{
    bool has_filters;

    lock_take(&filters_lock, task);
    has_filters = task->seccomp.mode == SECCOMP_MODE_FILTER;
    if (!has_filters) {
        task->seccomp.mode = SECCOMP_MODE_STRICT;
        task->restrictions |= TASK_HAS_FILTERS;
    }
    lock_drop(&filters_lock, task);
    return has_filters ? -EINVAL : 0;
}

void seccomp_inherit(const struct task *parent, struct task *child)
{
    lock_take(&filters_lock, parent);
    child->restrictions = parent->restrictions & ~(uint32_t)TASK_IS_DISPATCHING;
    child->seccomp = parent->seccomp;
    if (child->seccomp.filter != NULL)
        child->seccomp.filter->users++;
    child->seccomp.is_alive = true;
    lock_drop(&filters_lock, parent);
}

void seccomp_leave(struct task *task, const struct task *by)
{
    lock_take(&filters_lock, by);
    filter_put_locked(task->seccomp.filter);
    task->seccomp.filter = NULL;
    task->seccomp.is_alive = false;
    lock_drop(&filters_lock, by);
}

void seccomp_lock_for_fork(const struct task *task)
{
    lock_take(&filters_lock, task);
}

void seccomp_unlock_after_fork(const struct task *task)
{
    lock_drop(&filters_lock, task);
}

/* The threads that are not there any more use none. */
void seccomp_reset_in_child(struct task *survivor)
{
    struct seccomp_filter *filter = survivor->seccomp.filter;

    if (survivor->seccomp.mode == 0)
        return;
    pool_forget();
    for (; filter != NULL; filter = filter->prev) {
        filter->users = 1;
        pool_keep(filter, filter_size(filter->count));
    }
}
