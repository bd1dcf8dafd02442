/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * usage.h - after the run: which calls were made that lxrun does not do as Linux.
 */
#ifndef LXRUN_REPORT_USAGE_H
#define LXRUN_REPORT_USAGE_H

#include "abi/config.h"
#include "syscall_count.h"

struct usage;

/* From syscalls.tbl (gen/notes.py). */
struct syscall_note {
    const char *name;  /* NULL: there is no such call */
    const char *lacks; /* in words for users; "" if nothing is known */
};

extern const struct syscall_note syscall_notes[SYSCALL_TABLE_SIZE];

/* Make the memory in which the run notes its calls, and a descriptor of it (-1 if none can
 * be made); NULL if there is none. */
struct usage *usage_share(struct lx_config *config, int *fd);
/* Say it, each call once, and tell it to --json-status-fd. */
void usage_tell(const struct usage *usage);
/* How many calls there were, by the way they came. */
void usage_tell_count(const struct usage *usage);

#endif
