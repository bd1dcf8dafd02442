/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * span.h - which addresses are lxcore's own.
 *
 * The guest is to find nothing there: calls that name such an address answer
 * as Linux does for addresses where nothing is mapped.  This is tidiness, not
 * a boundary (docs/threat-model.md).
 */
#ifndef LXRUN_CORE_SPAN_H
#define LXRUN_CORE_SPAN_H

#include "core/layout.h"
#include "core/types.h"

extern const char lx_image_start[], lx_image_end[], lx_first_area[];

static inline uint64_t span_start(void)
{
    return (uint64_t)(uintptr_t)lx_image_start;
}

static inline uint64_t span_end(void)
{
    return span_start() + LX_SPAN_SIZE;
}

/* A page below it stays unmapped as well: whoever reads memory upwards by the
 * kernel (/proc/PID/mem, process_vm_readv(2)) ends there. */
static inline uint64_t span_guard(void)
{
    return span_start() - LX_GUARD_SIZE;
}

/* Does any of [address, address + size) belong to lxcore, guard page included?  A range that wraps
 * around is clipped at the top. */
static inline bool span_overlaps(uint64_t address, uint64_t size)
{
    uint64_t last;

    if (size == 0)
        return false;
    if (__builtin_add_overflow(address, size - 1, &last))
        last = UINT64_MAX;
    return address < span_end() && last >= span_guard();
}

static inline bool span_holds_code(uint64_t rip)
{
    return rip - span_start() < (uint64_t)(lx_image_end - lx_image_start);
}

#endif
