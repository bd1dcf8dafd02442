/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * file_uses.h - which files a run has used, and how: what a build cache has to know.
 *
 * Names are absolute and as the program used them: links in them are not followed.
 * What a run reads back of its own making is no input of it.
 *
 * World   lxrun.
 * Limits  an O_CREAT without O_EXCL or O_TRUNC may or may not have made the file;
 *         it counts as written, and as read if it was opened for that.
 */
#ifndef LXRUN_REPORT_FILE_USES_H
#define LXRUN_REPORT_FILE_USES_H

#include <stdbool.h>
#include <stdio.h>

#include "report/follow.h"

enum file_use_flag {
    USE_EXECUTED = 1,
    USE_READ = 2,        /* contents that the run has not made itself */
    USE_LISTED = 4,      /* a directory */
    USE_EXAMINED = 8,    /* it is there, and perhaps what stat(2) says of it */
    USE_MISSING = 16,    /* looked for in vain */
    USE_WRITTEN = 32,    /* made or changed, and there at the end */
    USE_DELETED = 64,    /* was there before, and is not at the end */
    USE_TEMPORARY = 128, /* made by the run and gone at the end */
    USE_MADE = 256,      /* what is there now is of the run's own making */
    USE_WAS_THERE = 512,
};

struct file_use {
    unsigned flags; /* enum file_use_flag */
    UT_hash_handle hh;
    char path[];
};

struct file_uses {
    struct file_use *uses; /* by path */
    bool is_incomplete;    /* a name was relative to a directory that is not known */
};

/* Take what a call did.  The file system is asked what interprets a program. */
void file_uses_take(struct file_uses *files, const struct deed *deed);
void file_uses_write(FILE *out, struct file_uses *files, const char *directory,
                     bool is_complete);
void file_uses_free(struct file_uses *files);

#endif
