/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * amount.h - amounts as people read them.
 *
 * Each gives a string that stays until eight more have been asked for.
 */
#ifndef LXRUN_REPORT_AMOUNT_H
#define LXRUN_REPORT_AMOUNT_H

#include <stdint.h>

/* `12.3 ms` */
const char *amount_time(uint64_t nanoseconds);
/* `4.5 MiB` */
const char *amount_bytes(uint64_t bytes);
/* `1,234,567` */
const char *amount_count(uint64_t count);
/* A name from the guest, on a terminal: control characters as octal escapes. */
const char *amount_name(const char *name, int width);

#endif
