/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gs.h - the GS base, by which the fast entry finds the thread's task, and the guest's
 * FS base.
 *
 * World   lxcore.  Only where the kernel allows these instructions to programs
 *         (AT_HWCAP2, since Linux 5.9); elsewhere nothing is rewritten.
 */
#ifndef LXRUN_ARCH_GS_H
#define LXRUN_ARCH_GS_H

#include <stdint.h>

#define HWCAP2_FSGSBASE 2UL

static inline uint64_t gs_base(void)
{
    uint64_t base;

    __asm__ volatile("rdgsbase %0" : "=r"(base));
    return base;
}

static inline uint64_t fs_base(void)
{
    uint64_t base;

    __asm__ volatile("rdfsbase %0" : "=r"(base));
    return base;
}

static inline void gs_set_base(uint64_t base)
{
    __asm__ volatile("wrgsbase %0" : : "r"(base) : "memory");
}

#endif
