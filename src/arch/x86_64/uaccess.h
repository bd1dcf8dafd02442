/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uaccess.h - instructions that may fault, and where to go on when they do.
 *
 * Only core/guest.c calls these; the SIGSEGV/SIGBUS handler consults
 * uaccess_fixup() for a fault inside lxcore.
 */
#ifndef LXRUN_ARCH_UACCESS_H
#define LXRUN_ARCH_UACCESS_H

#include <stddef.h>
#include <stdint.h>

/* Return how many bytes were not copied (or zeroed). */
size_t uaccess_copy(uint64_t to, uint64_t from, size_t size);
size_t uaccess_zero(uint64_t to, size_t size);

/* Return 0 or -EFAULT. */
long uaccess_load32(uint64_t from, uint32_t *value);
long uaccess_load64(uint64_t from, uint64_t *value);
long uaccess_store32(uint64_t to, uint32_t value);
long uaccess_store64(uint64_t to, uint64_t value);
long uaccess_cmpxchg32(uint64_t at, uint32_t *expected, uint32_t wanted);

/* Where the NUL of a string is; 0 if there is none nearer than a path may be long. */
uint64_t uaccess_string_end(uint64_t from);

/* Where a fault at `rip` goes on, or 0 if that instruction may not fault. */
uint64_t uaccess_fixup(uint64_t rip);

#endif
