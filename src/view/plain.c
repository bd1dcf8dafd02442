/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * plain.c - see plain.h.
 *
 * Few names are of interest: exe, those of picture_is_name(), and numbers below /proc
 * and /dev/fd.  Their ends tell most others apart, by one load.
 */
#include "view/plain.h"

#include "core/guest.h"

#include <linux/fcntl.h>

#define END_SIZE sizeof(uint32_t)
/* The last three bytes of a path, in the word that ends with it. */
#define ENDS(a, b, c) ((uint32_t)(a) << 8 | (uint32_t)(b) << 16 | (uint32_t)(c) << 24)

static bool is_end_of_known_name(uint32_t end)
{
    switch (end & ~0xffU) {
    case ENDS('e', 'x', 'e'):
    case ENDS('a', 'p', 's'): /* maps, smaps, numa_maps */
    case ENDS('l', 'u', 'p'): /* smaps_rollup */
    case ENDS('t', 'u', 's'): /* status */
    case ENDS('t', 'a', 't'): /* stat */
    case ENDS('a', 't', 'm'): /* statm */
    case ENDS('a', 's', 'e'): /* osrelease */
    case ENDS('i', 'o', 'n'): /* version */
    case ENDS('/', 'i', 'o'): /* io; by itself it is too short for this */
        return true;
    default:
        return false;
    }
}

/* Of one of lxcore's descriptors, perhaps. */
static bool is_number_below_proc_or_dev(gaddr_t path, uint32_t end)
{
    const uint32_t last = end >> 24;
    uint32_t begin;

    if (last < '0' || last > '9')
        return false;
    return guest_load32(path, &begin) != 0 || (begin & 0xffff) == ('/' | 'p' << 8) ||
           (begin & 0xffff) == ('/' | 'd' << 8);
}

RETURNS_BEFORE_CALL bool view_opens_plainly(gaddr_t path, uint64_t flags)
{
    const gaddr_t end_at = guest_string_end(path);
    uint32_t end;

    if ((flags & (O_ACCMODE | O_TRUNC)) != 0 || end_at < path + END_SIZE ||
        guest_load32(end_at - END_SIZE, &end) != 0)
        return false;
    return !is_end_of_known_name(end) && !is_number_below_proc_or_dev(path, end);
}
