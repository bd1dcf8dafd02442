/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * descriptors.h - the descriptors of a process, followed from call to call.
 *
 * Owns    struct channel: what the kernel calls an open file description, shared by
 *         all descriptors that were made from one another.
 * World   lxrun.
 * Limits  numbers above a million are not followed, nor what comes by SCM_RIGHTS
 *         unless the trace says where it leads.
 */
#ifndef LXRUN_REPORT_DESCRIPTORS_H
#define LXRUN_REPORT_DESCRIPTORS_H

#include <stdbool.h>
#include <stdint.h>

#include "report/objects.h"

struct channel {
    unsigned users;
    struct object *object;
};

struct descriptors; /* a table, of one process or several (CLONE_FILES) */

struct descriptors *descriptors_new(void);
struct descriptors *descriptors_share(struct descriptors *table);
struct descriptors *descriptors_copy(const struct descriptors *table);
void descriptors_drop(struct descriptors *table);

/* NULL: not known to be open. */
struct channel *descriptors_get(const struct descriptors *table, int64_t fd);
void descriptors_open(struct descriptors *table, int64_t fd, struct object *object,
                      bool is_cloexec);
void descriptors_close(struct descriptors *table, int64_t fd);
void descriptors_close_range(struct descriptors *table, uint64_t first, uint64_t last);
void descriptors_duplicate(struct descriptors *table, int64_t from, int64_t to,
                           bool is_cloexec);
void descriptors_set_cloexec(struct descriptors *table, uint64_t first, uint64_t last,
                             bool is_cloexec);
/* What an exec leaves. */
void descriptors_exec(struct descriptors *table);

#endif
