/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_ids.c - calls that ask who the thread is, and those that change it.
 *
 * A thread's pids, as it sees them itself, never change: a new namespace of pids
 * is for children only (pid_namespaces(7)), and exec gives a thread the id of its
 * process, in a new image.  Its parent's may, at any time, so that is asked.
 *
 * Its user and group ids are its own (credentials(7): what libc does for all threads,
 * the kernel does for each), and change by its own calls only, which forget them here,
 * and in a user namespace whose map is still to be written, by whoever writes that,
 * once (user_namespaces(7)).  Before, each id is the overflow id: that one is asked
 * for again each time.
 */
#include "abi/errno.h"
#include "core/guest.h"
#include "dispatch/dispatch.h"
#include "task/task.h"

#include "syscall_entries.h"

/* /proc/sys/kernel/overflowuid and overflowgid, as they are unless somebody has
 * changed them. */
#define OVERFLOW_ID 65534

/* The first time, and of an id that may be mapped later, the kernel is asked by the
 * guest's own call, which the policy may refuse. */
RETURNS_BEFORE_CALL static long get_one(struct task *task, const struct sys_args *args,
                                        uint32_t *kept, enum known_ids bit)
{
    long id;

    if (likely(task->ids.known & bit))
        return *kept;
    id = dispatch_forward(task, args);
    if (id >= 0 && id != OVERFLOW_ID) {
        *kept = (uint32_t)id;
        task->ids.known |= bit;
    }
    return id;
}

RETURNS_BEFORE_CALL long lx_sys_task_getuid(struct task *task,
                                            const struct sys_args *args)
{
    return get_one(task, args, &task->ids.user[ID_REAL], KNOWN_UID);
}

RETURNS_BEFORE_CALL long lx_sys_task_geteuid(struct task *task,
                                             const struct sys_args *args)
{
    return get_one(task, args, &task->ids.user[ID_EFFECTIVE], KNOWN_EUID);
}

RETURNS_BEFORE_CALL long lx_sys_task_getgid(struct task *task,
                                            const struct sys_args *args)
{
    return get_one(task, args, &task->ids.group[ID_REAL], KNOWN_GID);
}

RETURNS_BEFORE_CALL long lx_sys_task_getegid(struct task *task,
                                             const struct sys_args *args)
{
    return get_one(task, args, &task->ids.group[ID_EFFECTIVE], KNOWN_EGID);
}

static bool are_mapped(const uint32_t ids[ID_KIND_COUNT])
{
    return ids[ID_REAL] != OVERFLOW_ID && ids[ID_EFFECTIVE] != OVERFLOW_ID &&
           ids[ID_SAVED] != OVERFLOW_ID;
}

static long ask_for_three(struct task *task, long nr, uint32_t ids[ID_KIND_COUNT],
                          enum known_ids bit)
{
    const struct sys_args args = {
        .nr = nr,
        .arg = { HOST_POINTER(&ids[ID_REAL]), HOST_POINTER(&ids[ID_EFFECTIVE]),
                 HOST_POINTER(&ids[ID_SAVED]) },
    };
    long err = dispatch_forward(task, &args);

    if (err == 0 && are_mapped(ids))
        task->ids.known |= bit;
    return err;
}

/* In the kernel's order: what comes before a bad pointer is written. */
static long get_three(struct task *task, const struct sys_args *args,
                      uint32_t ids[ID_KIND_COUNT], enum known_ids bit)
{
    long err = 0;

    if (unlikely(!(task->ids.known & bit)))
        err = ask_for_three(task, args->nr, ids, bit);
    for (int i = 0; err == 0 && i < ID_KIND_COUNT; i++)
        err = guest_store32(args->arg[i], ids[i]);
    return err;
}

long lx_sys_task_getresuid(struct task *task, const struct sys_args *args)
{
    return get_three(task, args, task->ids.user, KNOWN_RESUID);
}

long lx_sys_task_getresgid(struct task *task, const struct sys_args *args)
{
    return get_three(task, args, task->ids.group, KNOWN_RESGID);
}

/* setuid(2) and its relatives, unshare(2), setns(2). */
long lx_sys_task_change_ids(struct task *task, const struct sys_args *args)
{
    task->ids.known = 0;
    return dispatch_forward_fds(task, args);
}

RETURNS_BEFORE_CALL long lx_sys_task_getpid(struct task *task,
                                            const struct sys_args *args)
{
    (void)args;
    return task->tgid;
}

RETURNS_BEFORE_CALL long lx_sys_task_gettid(struct task *task,
                                            const struct sys_args *args)
{
    (void)args;
    return task->tid;
}
