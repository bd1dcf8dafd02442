/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ranking.h - the parts of a model in the order in which a reader wants them.
 *
 * Each gives an array to be freed, and its size; what has no part in the ranking is
 * left out.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_RANKING_H
#define LXRUN_REPORT_RANKING_H

#include <stddef.h>

#include "report/model.h"

/* Indices of call_stats, those that took the most time first. */
unsigned *ranking_calls(const struct model *model, size_t *count);
/* Those that happened most often first. */
const struct error_count **ranking_errors(const struct model *model, size_t *count);
/* Objects of that kind that were used, by bytes and then by time. */
const struct object **ranking_objects(const struct model *model, enum object_kind kind,
                                      size_t *count);
/* Locks that somebody waited for, by the time of that. */
const struct lock **ranking_locks(const struct model *model, size_t *count);

#endif
