/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fork.c - in the order of docs/locking.md. */
#include "task/fork.h"

#include "arch/x86_64/patch.h"
#include "core/host.h"
#include "futex/futex.h"
#include "mm/brk.h"
#include "mm/text.h"
#include "signal/action.h"
#include "task/area.h"
#include "trace/flight.h"

/* The locks are held by this thread, so the child can drop them itself, once
 * it carries the tid that they were taken with. */
void fork_prepare(struct task *task)
{
    lock_take(&task->sighand->lock, task);
    brk_lock_for_fork(task);
    seccomp_lock_for_fork(task);
    text_lock(task);
    flight_note_fork(task);
}

void fork_in_parent(struct task *task)
{
    text_unlock(task);
    seccomp_unlock_after_fork(task);
    brk_unlock_after_fork(task);
    lock_drop(&task->sighand->lock, task);
}

void fork_in_child(struct task *task)
{
    text_unlock(task);
    seccomp_unlock_after_fork(task);
    brk_unlock_after_fork(task);
    lock_drop(&task->sighand->lock, task);
    task->sighand->users = 1;
    task->tid = task->tgid = (int32_t)host_getpid();
    /* It may be in another user namespace (CLONE_NEWUSER). */
    task->ids.known = 0;
    /* The parent's tracer does not wait for us (ptrace/tell.h). */
    task->frame->info.error = 0;
    task->is_newborn = true;
    task->restrictions &= ~(uint32_t)TASK_IS_DISPATCHING;
    task->is_borrowing_memory = task->is_sharing_memory = false;
    task->is_tied_to_lxrun = false;
    own_io_reset(task);
    /* Pending signals are not inherited (fork(2)). */
    sig_held_reset(task);
    seccomp_reset_in_child(task);
    futex_reset_in_child();
    patch_begin_in_child();
    area_reset_in_child(task);
}
