/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sched.h - constants and structures of clone(2) and clone3(2). */
#ifndef LXRUN_ABI_SCHED_H
#define LXRUN_ABI_SCHED_H

#include <linux/sched.h>

#endif
