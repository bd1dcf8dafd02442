/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guest.h - the border to guest memory.
 *
 * World   lxcore.  A guest address may be anything: unmapped, read-only, not
 *         canonical, unmapped by another thread while we look, or inside
 *         lxcore's own span.  These are the only functions that follow one.
 * Result  0, or a count where said; -EFAULT when the memory is not there.
 */
#ifndef LXRUN_CORE_GUEST_H
#define LXRUN_CORE_GUEST_H

#include "core/types.h"

long guest_copy_in(void *to, gaddr_t from, size_t size);
long guest_copy_out(gaddr_t to, const void *from, size_t size);
/* As much as is there; returns how much that was. */
size_t guest_copy_some(void *to, gaddr_t from, size_t size);
/* Copy between two guest ranges (the stack, a signal frame). */
long guest_zero(gaddr_t to, size_t size);

/* Copy a string; returns its length without the NUL.  -ENAMETOOLONG when no
 * NUL is among the first `size` bytes. */
long guest_copy_string(char *to, gaddr_t from, size_t size);

/* Where the string's NUL is; 0 if there is none nearer than a path may be long. */
gaddr_t guest_string_end(gaddr_t from);

long guest_load32(gaddr_t from, uint32_t *value);
long guest_load64(gaddr_t from, uint64_t *value);
long guest_store32(gaddr_t to, uint32_t value);
long guest_store64(gaddr_t to, uint64_t value);

/* Atomically: if *at == *expected, store `wanted`; *expected becomes what was
 * there before either way. */
long guest_cmpxchg32(gaddr_t at, uint32_t *expected, uint32_t wanted);

#endif
