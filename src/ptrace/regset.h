/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * regset.h - the requests that read and write a tracee's registers.
 *
 * World   lxcore of the tracer.
 * Result  0 or an errno, as ptrace(2).
 */
#ifndef LXRUN_PTRACE_REGSET_H
#define LXRUN_PTRACE_REGSET_H

#include "core/types.h"

struct sys_args;
struct tracee;

long regset_peek_user(const struct tracee *tracee, const struct sys_args *args);
long regset_poke_user(const struct tracee *tracee, const struct sys_args *args);
/* PTRACE_GETREGS and _GETFPREGS; NT_PRSTATUS, NT_PRFPREG, NT_X86_XSTATE. */
long regset_get(const struct tracee *tracee, const struct sys_args *args);
long regset_set(const struct tracee *tracee, const struct sys_args *args);
long regset_get_note(const struct tracee *tracee, const struct sys_args *args);
long regset_set_note(const struct tracee *tracee, const struct sys_args *args);

#endif
