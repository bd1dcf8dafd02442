/* SPDX-License-Identifier: GPL-2.0-or-later */
/* futex.h - constants and structures of futex(2) and futex_waitv(2). */
#ifndef LXRUN_ABI_FUTEX_H
#define LXRUN_ABI_FUTEX_H

#include <linux/futex.h>

#endif
