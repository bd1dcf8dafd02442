/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * table.h - hash tables and growing memory, as all of src/report/ uses them.
 *
 * The tables are uthash's: a struct that is in one has a member `hh`.  A report that
 * runs out of memory says so and ends lxrun; by then the guest has ended as well.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_TABLE_H
#define LXRUN_REPORT_TABLE_H

#include <stddef.h>

_Noreturn void table_no_memory(void);

#define uthash_fatal(message) table_no_memory()
#include <uthash.h>

/* Zeroed memory. */
__attribute__((returns_nonnull, malloc)) void *table_new(size_t size);
/* realloc(3) of `count` elements. */
__attribute__((returns_nonnull)) void *table_grow(void *memory, size_t count,
                                                  size_t size);
__attribute__((returns_nonnull, malloc)) char *table_string(const char *text,
                                                            size_t length);

#endif
