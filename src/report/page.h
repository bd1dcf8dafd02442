/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page.h - a report as one HTML page, which needs nothing else.
 *
 * The page holds what its tables and pictures show: of calls only the longest ones,
 * and for each thread what its time went into, in bins.  So its size does not grow with
 * the number of calls.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_PAGE_H
#define LXRUN_REPORT_PAGE_H

#include <stddef.h>
#include <stdio.h>

struct model;

/* Made from src/report/page/ by gen/page.py: what stands before and behind the data. */
extern const unsigned char page_head[], page_tail[];
extern const size_t page_head_size, page_tail_size;

/* The calls that a page shows one by one. */
#define PAGE_CALLS 20000

/* The model has to have timelines. */
void page_write(FILE *out, struct model *model);

#endif
