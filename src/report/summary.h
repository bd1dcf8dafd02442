/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * summary.h - a report for the terminal.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_SUMMARY_H
#define LXRUN_REPORT_SUMMARY_H

#include <stdio.h>

struct model;

/* At most `rows` rows of each table (0: all of them). */
void summary_write(FILE *out, const struct model *model, size_t rows);

#endif
