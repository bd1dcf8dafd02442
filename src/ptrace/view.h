/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * view.h - the guest's registers of a tracee that is stopped inside lxcore.
 *
 * World   lxcore of the tracer.
 *
 * The tracee's stack pointer names its thread area, whose task names the frame
 * that holds the guest's registers (task/task.h).  All of it is the tracee's
 * memory and may say anything: what leads out of the area is not followed.
 */
#ifndef LXRUN_PTRACE_VIEW_H
#define LXRUN_PTRACE_VIEW_H

#include "ptrace/stop.h"
#include "ptrace/tracee.h"

/* The stop is shown as `view`, or as VIEW_REAL where there is no frame. */
void view_begin(struct tracee *tracee, const struct stop *stop, enum tracee_view view);

/* For any view. */
long view_get_regs(const struct tracee *tracee, struct user_regs *regs);
long view_set_regs(const struct tracee *tracee, const struct user_regs *regs);

/* The call that a filter asks about, as the tracer has left it (VIEW_SECCOMP). */
int view_asked_call(const struct tracee *tracee);

/* How long it may be: AMX makes it 11,008 bytes. */
#define XSTATE_LIMIT 16384

/* The vector state in the layout of NT_X86_XSTATE, for any view but VIEW_REAL.
 * `*size`: how much `state` holds, and then how much it is. */
long view_get_xstate(const struct tracee *tracee, uint8_t *state, uint64_t *size);
long view_set_xstate(const struct tracee *tracee, const uint8_t *state, uint64_t size);

/* The guest's blocked signals, for any view but VIEW_REAL. */
long view_get_sigmask(const struct tracee *tracee, uint64_t *mask);
long view_set_sigmask(const struct tracee *tracee, uint64_t mask);

#endif
