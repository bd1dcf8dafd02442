/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * peek.h - the memory of a guest, from outside.
 *
 * World   lxrun.  What is read is whatever the guest has put there.
 */
#ifndef LXRUN_SUPERVISOR_PEEK_H
#define LXRUN_SUPERVISOR_PEEK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* All of `size` bytes, or false. */
bool peek(pid_t pid, uint64_t address, void *to, size_t size);
/* As many of `size` bytes as are there in one piece. */
size_t peek_some(pid_t pid, uint64_t address, void *to, size_t size);
/* Write a word of 32 bits. */
bool poke(pid_t pid, uint64_t address, uint32_t value);

#endif
