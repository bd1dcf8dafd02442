/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vsyscall.h - the page at 0xffffffffff600000.
 *
 * The kernel emulates a call into it, asks the seccomp filter first, and on a
 * trap has already returned to the caller: the instruction pointer lies behind
 * a `call`, not behind a `syscall`, so such a call can be neither restarted
 * nor rewritten.
 */
#ifndef LXRUN_DISPATCH_VSYSCALL_H
#define LXRUN_DISPATCH_VSYSCALL_H

#include "core/host.h"
#include "core/types.h"

#define VSYSCALL_PAGE 0xffffffffff600000UL

static inline bool vsyscall_is_address(uint64_t address)
{
    return page_down(address) == VSYSCALL_PAGE;
}

/* gettimeofday, time and getcpu: nothing of theirs can block. */
static inline long vsyscall_run(const struct sys_args *args)
{
    return host_call3(args->nr, args->arg[0], args->arg[1], args->arg[2]);
}

#endif
