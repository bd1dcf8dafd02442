/* SPDX-License-Identifier: GPL-2.0-or-later */
/* errno.h - Linux error numbers; lxcore has no errno, it returns them negated. */
#ifndef LXRUN_ABI_ERRNO_H
#define LXRUN_ABI_ERRNO_H

#include <asm/errno.h>

#endif
