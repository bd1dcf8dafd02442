/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * script.h - the first line of a `#!` script (fs/binfmt_script.c).
 *
 * World   lxcore; plain data in and out, so units test it directly.
 */
#ifndef LXRUN_LOADER_SCRIPT_H
#define LXRUN_LOADER_SCRIPT_H

#include "core/types.h"

/* The kernel looks at no more than this of a file. */
#define SCRIPT_HEAD_SIZE 256

struct script_line {
    char interpreter[SCRIPT_HEAD_SIZE];
    char argument[SCRIPT_HEAD_SIZE]; /* all that follows, as one word */
    bool has_argument;
};

/* Does the file begin with `#!`? */
bool script_is(const uint8_t *head, size_t size);
/* -ENOEXEC when there is no interpreter, or its name does not fit. */
long script_parse(const uint8_t *head, size_t size, struct script_line *line);

#endif
