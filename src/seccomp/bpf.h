/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bpf.h - classic BPF as seccomp(2) allows it: checking a program, running it.
 *
 * World   lxcore; plain values, no task and no guest memory.
 */
#ifndef LXRUN_SECCOMP_BPF_H
#define LXRUN_SECCOMP_BPF_H

#include <linux/filter.h>
#include <linux/seccomp.h>

#include "core/types.h"

/* Does the kernel take these `count` instructions, at most BPF_MAXINSNS, as a
 * filter?  Such a program ends, and reads nothing but its data. */
bool bpf_is_valid(const struct sock_filter *code, unsigned count);

/* How many instructions the kernel makes of a valid program: it translates it, and
 * its limit on a thread's filters is one of the result. */
unsigned bpf_translated_count(const struct sock_filter *code, unsigned count);

/* What a valid program returns for `data`. */
uint32_t bpf_run(const struct sock_filter *code, const struct seccomp_data *data);

#endif
