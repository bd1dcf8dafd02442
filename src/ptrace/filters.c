/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * filters.c - see filters.h.
 *
 * What is read is the other guest's to choose: filters that lead nowhere, or in a
 * circle, end the search.
 */
#include "ptrace/filters.h"

#include "abi/errno.h"
#include "abi/ptrace.h"
#include "core/guest.h"
#include "seccomp/bpf.h"
#include "seccomp/filter.h"
#include "task/task.h"
#include "view/other.h"

/* As in kernel/seccomp.c: one that is filtered itself may not look. */
static bool may_look(const struct task *task)
{
    return task->seccomp.mode == SECCOMP_MODE_DISABLED && seccomp_may_administrate();
}

/* *at is where it is, in the tracee. */
static long find(int tid, uint64_t index, struct seccomp_filter *filter,
                 const struct seccomp_filter **at)
{
    struct task tracee;
    uint64_t newer;

    if (other_find_task(tid, tid, &tracee) == 0 ||
        tracee.seccomp.mode != SECCOMP_MODE_FILTER)
        return -EINVAL;
    if (index >= tracee.seccomp.filter_count)
        return -ENOENT;
    *at = tracee.seccomp.filter;
    for (newer = tracee.seccomp.filter_count - 1 - index;; newer--) {
        if (!other_read(tid, *at, filter, sizeof(*filter)))
            return -ENOENT;
        if (newer == 0)
            return filter->count <= BPF_MAXINSNS ? 0 : -ENOENT;
        *at = filter->prev;
    }
}

static long copy_code(int tid, const struct seccomp_filter *at, uint32_t count,
                      gaddr_t to)
{
    for (uint32_t i = 0; i < count; i++) {
        struct sock_filter instruction;

        if (!other_read(tid, &at->code[i], &instruction, sizeof(instruction)) ||
            guest_copy_out(to + i * sizeof(instruction), &instruction,
                           sizeof(instruction)) != 0)
            return -EFAULT;
    }
    return count;
}

long filters_get(const struct task *task, int tid, uint64_t index, gaddr_t to)
{
    const struct seccomp_filter *at;
    struct seccomp_filter filter;
    long err = may_look(task) ? find(tid, index, &filter, &at) : -EACCES;

    if (err != 0)
        return err;
    return to == 0 ? filter.count : copy_code(tid, at, filter.count, to);
}

long filters_get_metadata(const struct task *task, int tid, uint64_t size, gaddr_t at)
{
    struct seccomp_metadata metadata = { 0 };
    const struct seccomp_filter *where;
    struct seccomp_filter filter;
    long err;

    if (!may_look(task))
        return -EACCES;
    if (size > sizeof(metadata))
        size = sizeof(metadata);
    if (size < sizeof(metadata.filter_off))
        return -EINVAL;
    if (guest_copy_in(&metadata.filter_off, at, sizeof(metadata.filter_off)) != 0)
        return -EFAULT;
    err = find(tid, metadata.filter_off, &filter, &where);
    if (err != 0)
        return err;
    metadata.flags = filter.is_logged ? SECCOMP_FILTER_FLAG_LOG : 0;
    return guest_copy_out(at, &metadata, size) != 0 ? -EFAULT : (long)size;
}
