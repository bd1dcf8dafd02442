/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trampoline.h - the way from a rewritten site to lxcore, and around it.
 *
 * Owns    pages within reach of the sites, cut into slots.
 * World   lxcore.
 * Locks   text.lock to make one; trampoline_at() is for signal handlers as well.
 */
#ifndef LXRUN_ARCH_TRAMPOLINE_H
#define LXRUN_ARCH_TRAMPOLINE_H

#include "core/types.h"

struct text_writer;

#define TRAMPOLINE_SIZE 64

struct trampoline {
    uint8_t enter[14]; /* lea record(%rip), %r11; jmp *entry(%rip) */
    uint8_t trap[2];   /* syscall */
    uint8_t leave[5];  /* jmp back */
    uint8_t unused[11];
    /* The record: assembly reads `back` (FAST_RECORD_BACK). */
    uint64_t back;  /* behind the site's `syscall` */
    uint64_t entry; /* lx_fast_entry */
    uint64_t reserved[2];
};

#define TRAMPOLINE_PAGES_MOST 256

/* Where their number and their addresses are kept, 0 for one that is lost: for
 * reading them in another process. */
const uint32_t *trampoline_count_address(void);
const gaddr_t *trampoline_pages_address(void);

/* Make one for the `syscall` that ends at `back`, beginning somewhere from
 * `first` to `first` + 255.  Its address, or 0. */
gaddr_t trampoline_make(struct text_writer *writer, gaddr_t first, gaddr_t back);
/* The one that holds `address`; 0 if none does. */
gaddr_t trampoline_at(gaddr_t address);
bool trampoline_is_between(gaddr_t start, gaddr_t end);
/* Its memory is about to become somebody else's. */
void trampoline_forget_between(gaddr_t start, gaddr_t end);

#endif
