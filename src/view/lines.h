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

#define LINES_OUT_SIZE 4096

/* The same, many lines in one call: what is put there is written when it is full, and
 * the rest by lines_flush(). */
struct lines_out {
    hostfd_t fd;
    size_t filled;
    char buffer[LINES_OUT_SIZE];
};

static inline void lines_out_begin(struct lines_out *out, hostfd_t fd)
{
    out->fd = fd;
    out->filled = 0;
}

long lines_put(struct lines_out *out, const char *data, size_t size);
long lines_flush(struct lines_out *out);

/* A line that is LABEL, a number in some places and " kB": make the number less. */
void lines_subtract_kb(char *line, size_t size, const char *label, uint64_t kb);

#endif
