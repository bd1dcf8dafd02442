/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mman.h - constants of mmap(2) and its relatives. */
#ifndef LXRUN_ABI_MMAN_H
#define LXRUN_ABI_MMAN_H

#include <linux/mman.h>

#endif
