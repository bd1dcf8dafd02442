/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compare.h - what goes beyond a baseline.
 *
 * World   lxrun.
 */
#ifndef LXRUN_LEARN_COMPARE_H
#define LXRUN_LEARN_COMPARE_H

#include "learn/learned.h"

/* Tell each thing that `learned` needs and `baseline` does not allow; how many there are. */
unsigned compare_tell(const struct learned *learned, const struct learned *baseline);

#endif
