/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sync.c - giving a filter to threads that are running.
 *
 *     this thread                          another thread, at a call
 *     -----------                          -------------------------
 *     filter = the new one    (release)    restricted?         (relaxed)
 *     restricted              (release)    filter              (acquire)
 *
 * Whoever sees the restriction sees a filter.  The other thread's old filter is one of
 * the new one's ancestors, so it lives on while that thread still runs it.
 */
#include "seccomp/sync.h"

#include "abi/errno.h"
#include "task/area.h"
#include "task/task.h"

#include <linux/seccomp.h>

static bool is_of_process(const struct task *task, const struct task *other)
{
    return other->seccomp.is_alive && other->tgid == task->tgid;
}

/* The thread after `other` in `task`'s process but for `task` itself; slots may
 * be taken and given back meanwhile, but nobody gets alive without the lock. */
static struct task *next_thread(const struct task *task, uint32_t *slot)
{
    struct task *other;

    lock_assert_held(&filters_lock);
    while ((other = area_next_task(slot)) != NULL)
        if (other != task && is_of_process(task, other))
            return other;
    return NULL;
}

static bool is_ancestor(const struct seccomp_filter *old,
                        const struct seccomp_filter *newest)
{
    for (; newest != NULL; newest = newest->prev)
        if (newest == old)
            return true;
    return old == NULL;
}

static bool can_sync(const struct task *task, const struct task *other)
{
    if (other->seccomp.mode == SECCOMP_MODE_STRICT)
        return false;
    return is_ancestor(other->seccomp.filter, task->seccomp.filter);
}

long sync_check_locked(const struct task *task)
{
    const struct task *other;
    uint32_t slot = 0;

    while ((other = next_thread(task, &slot)) != NULL)
        if (!can_sync(task, other))
            return other->tid != 0 ? other->tid : -ESRCH;
    return 0;
}

void sync_assign_locked(struct task *task, struct seccomp_filter *filter, uint32_t count)
{
    lock_assert_held(&filters_lock);
    task->seccomp.filter_count = count;
    __atomic_store_n(&task->seccomp.filter, filter, __ATOMIC_RELEASE);
    __atomic_store_n(&task->seccomp.mode, SECCOMP_MODE_FILTER, __ATOMIC_RELAXED);
    __atomic_or_fetch(&task->restrictions, TASK_HAS_FILTERS, __ATOMIC_RELEASE);
}

void sync_threads_locked(struct task *task)
{
    struct seccomp *mine = &task->seccomp;
    struct task *other;
    uint32_t slot = 0;

    while ((other = next_thread(task, &slot)) != NULL) {
        struct seccomp_filter *old = other->seccomp.filter;

        mine->filter->users++;
        sync_assign_locked(other, mine->filter, mine->filter_count);
        if (mine->has_no_new_privs)
            other->seccomp.has_no_new_privs = true;
        filter_put_locked(old);
    }
}

unsigned sync_count_threads(const struct task *task)
{
    unsigned count = 1;
    uint32_t slot = 0;

    lock_take(&filters_lock, task);
    while (next_thread(task, &slot) != NULL)
        count++;
    lock_drop(&filters_lock, task);
    return count;
}
