/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record_memory.h - the guest's memory, as far as a record has kept it.
 *
 * Takes records that are well formed (record_is_whole()) and that nobody changes any
 * more; their chunks are as the guest left them.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_RECORD_MEMORY_H
#define LXRUN_REPORT_RECORD_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "report/sink.h"

/* The chunk of that kind and address; NULL if there is none. */
const struct record_chunk *record_find_chunk(const struct record_head *record,
                                             enum record_chunk_kind kind,
                                             uint64_t address);

/* Guest memory at `address`; *size is how much of it was kept.  NULL: none. */
const void *record_memory(const struct record_head *record, uint64_t address,
                          size_t *size);

/* A number in guest memory, of at most 8 bytes.  False: it was not kept. */
bool record_number(const struct record_head *record, uint64_t address, size_t size,
                   uint64_t *number);

/* A string in guest memory, without its NUL (which a cut one lacks).  NULL: it was not
 * kept. */
const char *record_string(const struct record_head *record, uint64_t address,
                          size_t *length);

#endif
