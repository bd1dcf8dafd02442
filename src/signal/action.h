/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * action.h - what the guest wants done with each signal.
 *
 * Owns    struct sighand: one a process, shared by CLONE_SIGHAND and copied
 *         otherwise, also when memory is shared (vfork): that is why it does
 *         not follow CLONE_VM.
 * World   lxcore.
 * Locks   sighand->lock, a leaf.  Held over host_sigaction() so that table and
 *         host change together.
 *
 * SIG_DFL and SIG_IGN are the host's as well, so that default actions, job
 * control and exit statuses are the kernel's own.  A handler is installed in
 * the host as lx_async_entry with the guest's SA_RESTART, which makes the
 * kernel itself choose between EINTR and restart.  SIGSYS, SIGSEGV and SIGBUS
 * always come to lxcore, and those that tell of a crash if they would kill.
 */
#ifndef LXRUN_SIGNAL_ACTION_H
#define LXRUN_SIGNAL_ACTION_H

#include "abi/signal.h"
#include "core/lock.h"
#include "core/types.h"
#include "signal/held.h"

struct task;

struct sighand {
    struct lock lock;
    uint32_t users;
    bool is_following_children; /* SIGCHLD comes to lxcore in any case */
    struct ksigaction action[SIG_COUNT];

    /* Sent to the process; not guarded by the lock. */
    struct held_signals held;
};

/* Boot: every signal default but the `ignored` ones (bit n-1), and the host's
 * handlers for the three that lxcore needs. */
void sighand_init(struct sighand *sighand, uint64_t ignored);
void sighand_copy(struct sighand *to, struct sighand *from, const struct task *task);
/* CLONE_CLEAR_SIGHAND: handlers become SIG_DFL, ignored ones stay (clone3(2)). */
void sighand_clear_handlers(struct sighand *sighand, const struct task *task);
/* Signals set to SIG_IGN, bit n-1: what survives exec. */
uint64_t sighand_ignored(const struct sighand *sighand);

/* A copy of the action for `signo` (1…64). */
struct ksigaction sighand_get(struct task *task, int signo);
void sighand_set(struct task *task, int signo, const struct ksigaction *action);
/* SA_RESETHAND: back to SIG_DFL, if the handler is still `expected`. */
void sighand_reset_one_shot(struct task *task, int signo, uint64_t expected);

/* From now on SIGCHLD comes to lxcore, for stopped children too, whatever the
 * guest has it do (ptrace/follow.h). */
void sighand_follow_children(struct task *task);

/* `signo`, which has come to lxcore, is to have its default action: see to it
 * that the host has it, too, unless another thread has set a handler since. */
void sighand_host_default(struct task *task, int signo);
/* The same whatever the guest has set, as the kernel's force_sig() does. */
void sighand_force_default(struct task *task, int signo);

#endif
