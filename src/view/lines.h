/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lines.h - a file read line by line. */
#ifndef LXRUN_VIEW_LINES_H
#define LXRUN_VIEW_LINES_H

#include "core/types.h"

/* Called for each line of a file, its newline included; anything but 0 ends
 * the reading and becomes its result. */
typedef long lines_give_t(void *context, const char *line, size_t size);
long lines_each(hostfd_t fd, lines_give_t *give, void *context);

/* All of `data` to `fd`. */
long lines_write(hostfd_t fd, const char *data, size_t size);

/* A line that is LABEL, a number in some places and " kB": make the number less. */
void lines_subtract_kb(char *line, size_t size, const char *label, uint64_t kb);

#endif
