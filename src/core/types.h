/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * types.h - the few names that every file of lxcore uses.
 *
 * World   lxcore, and those parts of it that unit tests compile.
 */
#ifndef LXRUN_CORE_TYPES_H
#define LXRUN_CORE_TYPES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An address in the guest: an integer, so that nothing dereferences it by
 * accident.  Only guest_*() of core/guest.h turns it into an access. */
typedef uint64_t gaddr_t;

/* A descriptor number as the host kernel knows it. */
typedef int hostfd_t;

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define PAGE_SIZE 4096UL
#define PAGE_MASK (~(PAGE_SIZE - 1))

/* For what every start, every fork or every trap writes: on the page of the first
 * thread's task, which is touched anyway (core/lxcore.lds). */
#define HOT_DATA __attribute__((section(".bss.hot")))

/* For what returns before the kernel is entered, or mostly without: there `ret` is
 * best (__x86_return_thunk in gate.S). */
#if __has_attribute(function_return)
#define RETURNS_BEFORE_CALL __attribute__((function_return("keep")))
#else
#define RETURNS_BEFORE_CALL
#endif

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)

static inline uint64_t page_down(uint64_t value)
{
    return value & PAGE_MASK;
}

static inline uint64_t page_up(uint64_t value)
{
    return (value + PAGE_SIZE - 1) & PAGE_MASK;
}

#endif
