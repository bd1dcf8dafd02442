/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * resume.h - letting a stopped tracee go on.
 *
 * World   lxcore of the tracer.
 */
#ifndef LXRUN_PTRACE_RESUME_H
#define LXRUN_PTRACE_RESUME_H

#include "core/types.h"

struct task;
struct tracee;

/* Go on as the tracer last wished, after a stop that it does not see; with
 * `signo` delivered, if that is not 0. */
long resume_hidden(struct tracee *tracee, int signo);

/* The tracer's own PTRACE_CONT, _SYSCALL, _SINGLESTEP…, after a stop that it
 * has seen. */
long resume_shown(struct task *task, struct tracee *tracee, uint32_t request, int signo);
long resume_listen(struct tracee *tracee);
long resume_detach(struct tracee *tracee, int signo);

#endif
