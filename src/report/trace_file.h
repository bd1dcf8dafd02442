/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace_file.h - reading a binary trace: a struct trace_header, and then records.
 *
 * The file may be a pipe, and of any size.  Nothing in it is believed: whoever wrote
 * it may have been a guest.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_TRACE_FILE_H
#define LXRUN_REPORT_TRACE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "abi/record.h"

struct trace_file {
    const char *name;
    struct trace_header header;
    int fd;
    bool is_cut;     /* it ended in the midst of a record */
    uint64_t offset; /* in the file, of the next record */
    char *buffer;
    size_t begin, end; /* of what is in the buffer and not handed out */
};

/* Open the file (`-` is standard input) and read its header.  0, or the status to
 * exit with: the reason has been said. */
int trace_file_open(struct trace_file *file, const char *name);

/* The next record, sound and no filler, which stays until the next call.  1; 0 at the
 * end; or a negated errno, the reason of which has been said. */
int trace_file_next(struct trace_file *file, const struct record_head **record);

void trace_file_close(struct trace_file *file);

#endif
