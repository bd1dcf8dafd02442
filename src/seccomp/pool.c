/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pool.c - first fit over a bit map; filters are few and live long. */
#include "seccomp/pool.h"

#include "abi/errno.h"
#include "abi/mman.h"
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"

#define UNIT 256UL
#define UNITS (LX_POOL_SIZE / UNIT)
#define WORD_BITS 64
/* The mapping grows by this much: RLIMIT_DATA counts all of it. */
#define PIECE 0x40000UL

_Static_assert(LX_POOL == LX_AREAS + (uint64_t)LX_AREA_COUNT * LX_AREA_SIZE &&
                   LX_POOL + LX_POOL_SIZE <= LX_SPAN_SIZE,
               "the pool lies between the areas and the end of the span");

static uint64_t taken[UNITS / WORD_BITS];
static size_t mapped_size;

static uint64_t pool_start(void)
{
    return span_start() + LX_POOL;
}

static bool is_taken(size_t unit)
{
    return (taken[unit / WORD_BITS] >> (unit % WORD_BITS)) & 1;
}

static void mark(size_t unit, size_t count, bool is_to_be_taken)
{
    for (; count > 0; count--, unit++) {
        uint64_t bit = 1UL << (unit % WORD_BITS);

        if (is_to_be_taken)
            taken[unit / WORD_BITS] |= bit;
        else
            taken[unit / WORD_BITS] &= ~bit;
    }
}

static size_t units_of(size_t size)
{
    return (size + UNIT - 1) / UNIT;
}

static size_t unit_at(const void *at)
{
    return (HOST_POINTER(at) - pool_start()) / UNIT;
}

/* The first of `count` free units in a row; UNITS if there are none. */
static size_t find(size_t count)
{
    size_t run = 0;

    for (size_t unit = 0; unit < UNITS; unit++) {
        run = is_taken(unit) ? 0 : run + 1;
        if (run == count)
            return unit + 1 - count;
    }
    return UNITS;
}

/* A vfork child that was killed may have mapped a piece and not noted it. */
static bool map_up_to(size_t end)
{
    while (mapped_size < end) {
        long at = host_mmap(pool_start() + mapped_size, PIECE, PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

        if (at < 0 && at != -EEXIST)
            return false;
        mapped_size += PIECE;
    }
    return true;
}

void *pool_take(size_t size)
{
    size_t count = units_of(size), unit = find(count);

    if (unit == UNITS || !map_up_to((unit + count) * UNIT))
        return NULL;
    mark(unit, count, true);
    return (void *)(uintptr_t)(pool_start() + unit * UNIT);
}

void pool_give(void *at, size_t size)
{
    mark(unit_at(at), units_of(size), false);
}

void pool_forget(void)
{
    memset(taken, 0, sizeof(taken));
}

void pool_keep(const void *at, size_t size)
{
    mark(unit_at(at), units_of(size), true);
}
