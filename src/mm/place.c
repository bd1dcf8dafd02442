/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place.c - see place.h. */
#include "mm/place.h"

#include "core/span.h"
#include "mm/text.h"

/* Far enough below all else that the host fills other holes first. */
#define DISTANCE 0x40000000UL
/* One library's, and the longer way of its jumps. */
#define ROOM 0x2000000UL
#define MOVED_MOST 16

static uint32_t moved_count;

/* Only a wish: if there is something, the host chooses another place. */
static gaddr_t next_place(gaddr_t top)
{
    uint32_t number = __atomic_fetch_add(&moved_count, 1, __ATOMIC_RELAXED);

    return page_down(top) - DISTANCE - number * ROOM;
}

gaddr_t place_library(const struct sys_args *args, gaddr_t at)
{
    gaddr_t top = text_highest();
    long moved;

    if (at + PLACE_JUMP_LEAST >= top || top - at > DISTANCE ||
        __atomic_load_n(&moved_count, __ATOMIC_RELAXED) >= MOVED_MOST)
        return at;
    moved = host_mmap(next_place(top), args->arg[1], (int)args->arg[2],
                      (int)args->arg[3], (hostfd_t)args->arg[4], args->arg[5]);
    if (moved < 0)
        return at;
    if (span_overlaps((uint64_t)moved, args->arg[1])) {
        host_munmap((uint64_t)moved, args->arg[1]);
        return at;
    }
    host_munmap(at, args->arg[1]);
    return (uint64_t)moved;
}
