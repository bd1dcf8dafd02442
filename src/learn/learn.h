/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * learn.h - lxrun learn: what a run needed, as the least profile, or held against one.
 *
 * World   lxrun.
 */
#ifndef LXRUN_LEARN_LEARN_H
#define LXRUN_LEARN_LEARN_H

#include <stdbool.h>

#include "learn/learned.h"

struct trace_sink;

enum learn_form {
    LEARN_UNSAID,  /* LEARN_OCI for a file whose name ends in .json, else LEARN_PROFILE */
    LEARN_PROFILE, /* docs/profile-format.md, with a list of calls */
    LEARN_PLEDGE,  /* the same, with promises instead of calls */
    LEARN_OCI,     /* docker's format: calls only */
};

struct learn_options {
    const char *file;     /* where it goes; NULL: nowhere */
    enum learn_form form;
    bool merges;          /* add to what is in the file */
    const char *baseline; /* a profile that nothing may go beyond, or NULL */
    char **program;       /* its words, NULL at the end: for a comment */
    struct learned before;   /* of --merge */
    struct learned expected; /* of --baseline */
    uint64_t begin;          /* of the run, by the clock that dates files: nanoseconds */
    unsigned news;           /* after the run: what goes beyond, in number */
    bool has_failed;         /* after the run: the file could not be written (said) */
};

/* Before the run: read what is there.  0, or the status to exit with: the reason has been
 * said. */
int learn_prepare(struct learn_options *options);

/* At its end the file is written anew, whole or not at all, and what goes beyond the
 * baseline is told. */
struct trace_sink *learn_sink_make(struct learn_options *options);

#endif
