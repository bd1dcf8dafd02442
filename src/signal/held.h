/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * held.h - signals that the host cannot keep pending for the guest.
 *
 * SIGSYS, SIGSEGV and SIGBUS are never blocked in the host: one is how a call
 * reaches lxcore, the others are how a bad pointer shows itself.  Sent by
 * somebody while the guest blocks them, they are kept here, one of each as for
 * any standard signal: for a thread in its task, for a process in its sighand.
 *
 * World   lxcore; sig_hold() runs in host signal handlers.
 * Locks   none: each slot changes by compare-and-swap of its state.
 * Limits  signalfd(2) does not see them.
 */
#ifndef LXRUN_SIGNAL_HELD_H
#define LXRUN_SIGNAL_HELD_H

#include "abi/signal.h"

struct task;

/* si_code of a signal that only ends a waiting thread's host call, so that it
 * looks into the slots.  A guest that forges it wakes itself up for nothing. */
#define SI_HELD_POKE (-7700)

/* In the order in which the kernel would take them. */
enum held_slot { HELD_BUS, HELD_SEGV, HELD_SYS, HELD_COUNT };
/* The low bits of a slot's state; those above them count its signals. */
enum held_state { HELD_EMPTY = 0, HELD_FILLING, HELD_VALID, HELD_STATES = 4 };

struct held_signals {
    struct {
        uint32_t state;
        struct siginfo info;
    } slot[HELD_COUNT];
};

/* Keep `info`, whose signal the guest blocks; drop it if one is kept already, or
 * if the guest ignores it. */
void sig_hold(struct task *task, const struct siginfo *info);
/* A signal of `set`, or a poke, has come to the thread in lxcore: if it waits for
 * that, it is not to fall asleep; else the call that was interrupted goes on. */
void sig_held_wake(struct task *task, uint64_t set);
/* Signals held for the thread or its process, as a set. */
uint64_t sig_held_set(const struct task *task);
/* Take one held signal of `set`; returns its number or 0. */
int sig_take_held(struct task *task, uint64_t set, struct siginfo *info);
/* Say that the thread is about to wait for `set`, or no longer does: then what is
 * left goes to the next that waits. */
void sig_held_wait_begin(struct task *task, uint64_t set);
void sig_held_wait_end(struct task *task);
/* The same as one bit a slot, and back: what survives exec, but for siginfo. */
uint64_t sig_held_slots(const struct task *task);
void sig_hold_slots(struct task *task, uint64_t slots);
/* Forget all: pending signals are not inherited (fork(2)). */
void sig_held_reset(struct task *task);

/* To be called when the guest's mask has changed: held signals may be due. */
void sig_mask_changed(struct task *task);

#endif
