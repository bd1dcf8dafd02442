/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * randomness.h - how far a program and its heap are moved, as Linux moves them.
 *
 * World   lxcore, at boot; makes no call.
 */
#ifndef LXRUN_LOADER_RANDOMNESS_H
#define LXRUN_LOADER_RANDOMNESS_H

#include "core/types.h"

struct randomness {
    uint64_t program_pages;
    uint64_t heap_pages;
};

/* From the auxiliary vector of the new image; nothing if its addresses are not
 * randomised (personality(2), kernel.randomize_va_space). */
struct randomness randomness_draw(const uint64_t *auxv);

#endif
