/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * target.h - from the name of a program to the file to load.
 *
 * The name is looked up as execvp(3) does, in the environment that the guest
 * will have, and `#!` lines are followed as the kernel does.
 */
#ifndef LXRUN_SUPERVISOR_TARGET_H
#define LXRUN_SUPERVISOR_TARGET_H

#include <stddef.h>

#include "loader/script.h"

/* As many `#!` files may lead to one another (fs/exec.c). */
#define SCRIPT_DEPTH 5

struct target {
    int fd;             /* the ELF file, opened for reading, close-on-exec */
    const char *execfn; /* the path under which the program was found */
    char **argv;        /* as the user gave it */
    unsigned script_count;
    struct script_line scripts[SCRIPT_DEPTH]; /* the first is the program's own */
};

/* 0, or the status to exit with: the reason has been said.  What the target
 * points to is never freed. */
int target_open(struct target *target, const char *program, char **argv);

/* The argument vector that the ELF file is to see, behind `front` words that
 * are left empty.  One allocation, NULL if there is no memory. */
char **target_argv(const struct target *target, size_t front);

#endif
