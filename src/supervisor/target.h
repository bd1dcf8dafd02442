/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * target.h - from the name of a program to the file to load.
 *
 * The name is looked up as execvp(3) does, in the environment that the guest
 * will have, and `#!` lines are followed as the kernel does.
 */
#ifndef LXRUN_SUPERVISOR_TARGET_H
#define LXRUN_SUPERVISOR_TARGET_H

struct target {
    int fd;             /* the ELF file, opened for reading, close-on-exec */
    const char *execfn; /* the path under which the program was found */
    char **argv;        /* what it is to see; NULL at the end */
};

/* 0, or the status to exit with: the reason has been said. */
int target_open(struct target *target, const char *program, char **argv);

#endif
