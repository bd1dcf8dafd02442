/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * hidden.h - which mappings of a process of the run are lxcore's: those in the
 * span, and its trampolines.
 *
 * World   lxcore.
 * Limits  what another process says of its trampolines is for showing only.
 */
#ifndef LXRUN_VIEW_HIDDEN_H
#define LXRUN_VIEW_HIDDEN_H

#include "arch/x86_64/trampoline.h"
#include "core/types.h"

struct hidden {
    uint32_t count;
    gaddr_t trampolines[TRAMPOLINE_PAGES_MOST];
};

/* Of process `pid`, or if that cannot be asked, only the span. */
void hidden_of(int pid, struct hidden *hidden);
/* Is the mapping that begins at `start` lxcore's? */
bool hidden_has(const struct hidden *hidden, uint64_t start);

/* How much of process `pid` is lxcore's, in pages. */
struct hidden_sizes {
    uint64_t mapped;   /* …of all kinds */
    uint64_t writable; /* …of these, private and writable (VmData) */
    uint64_t code;     /* …of these, executable and not writable (VmLib) */
    uint64_t anon;     /* resident */
    uint64_t file;     /* resident, of the image's memfd */
};

/* All zero where the process may not be asked. */
void hidden_measure(int pid, struct hidden_sizes *sizes);

#endif
