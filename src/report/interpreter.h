/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * interpreter.h - what the kernel reads besides a program to run it: the dynamic loader
 * of an ELF file, the interpreter of a script.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_INTERPRETER_H
#define LXRUN_REPORT_INTERPRETER_H

#include <stdbool.h>

#define INTERPRETER_SIZE 4096

/* False: it has none, or cannot be read. */
bool interpreter_of(const char *path, char name[INTERPRETER_SIZE]);

/* A program and all that the kernel reads to run it, for a process whose root and
 * directory are those (path.h). */
void interpreter_walk(const char *program, const char *root, const char *directory,
                      void (*each)(void *context, const char *path), void *context);

#endif
