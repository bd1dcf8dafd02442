/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * padding.h - `int3` bytes near a site, which are lent to its jump.
 *
 * Assemblers and linkers fill with `int3` what nobody is to run.  Such a byte is an
 * instruction by itself, and whoever runs it gets SIGTRAP; so it may be replaced by
 * one that faults, since lxcore hears of either (patch.c).
 *
 * Owns    a table of what is lent.
 * World   lxcore.
 * Locks   text.lock to change it; padding_at() is for signal handlers as well.
 */
#ifndef LXRUN_ARCH_PADDING_H
#define LXRUN_ARCH_PADDING_H

#include "core/types.h"

#define INT3 0xcc
/* A jump behind the `syscall`: distance and all. */
#define PADDING_JUMP_SIZE 5

enum padding_state {
    PADDING_UNUSED,
    PADDING_LENT,     /* its bytes are the site's way */
    PADDING_RETURNED, /* they are `int3` again, and a thread may be on them still */
    PADDING_RUN,      /* somebody ran them: never again */
};

struct padding {
    gaddr_t site, at;
    uint32_t size; /* PADDING_JUMP_SIZE: a jump of its own, to which the site's leads */
    uint32_t state;
};

/* How many of the last three of five bytes at a site, `syscall` first, may be
 * anything: they are `int3` behind what is never left at its end. */
unsigned padding_behind(const uint8_t code[5]);

/* Does a site have any bytes near that could hold a jump?  Text is [start, end). */
bool padding_is_near(gaddr_t site, gaddr_t start, gaddr_t end);
/* Where they are, if nothing in the text leads there; 0 if there are none.  Reads
 * all of the text. */
gaddr_t padding_find(gaddr_t site, gaddr_t start, gaddr_t end);

/* An entry for it; NULL if there is no room, or if it must not be lent. */
struct padding *padding_lend_locked(gaddr_t site, gaddr_t at, uint32_t size);
/* From now on nothing is lent: this process runs `int3`. */
void padding_end(void);
/* What the site has been lent; NULL if nothing. */
struct padding *padding_of(gaddr_t site);
/* padding_at() where something near has been lent. */
struct padding *padding_among(gaddr_t address);

/* All that is lent lies between; only grows.  Read without the lock. */
struct paddings {
    uint32_t count;
    bool has_ended;
    gaddr_t lowest, highest;
};
extern struct paddings paddings;

/* What holds `address`, lent or returned; NULL if nothing.  Every trap asks, so those
 * of a short program leave the table and its code untouched. */
static inline struct padding *padding_at(gaddr_t address)
{
    if (likely(address < paddings.lowest || address > paddings.highest))
        return NULL;
    return padding_among(address);
}

static inline void padding_set_state(struct padding *padding, enum padding_state state)
{
    __atomic_store_n(&padding->state, (uint32_t)state, __ATOMIC_RELAXED);
}

static inline bool padding_is_landing(const struct padding *padding)
{
    return padding->size == PADDING_JUMP_SIZE;
}

#endif
