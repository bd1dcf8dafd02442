/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fake_host.h - what stands behind lxcore's borders in a unit test.
 *
 * The sources of lxcore are compiled as they are.  Their gate is here: each
 * host call arrives at fake_host, which by default asks the real kernel; guest
 * memory is the test's own, but for ranges declared bad.
 */
#ifndef LXRUN_TESTS_UNIT_FAKE_HOST_H
#define LXRUN_TESTS_UNIT_FAKE_HOST_H

#include "core/host.h"
#include "core/types.h"
#include "task/task.h"

typedef long fake_host_t(long nr, const uint64_t arg[6]);
typedef long fake_restartable_t(struct task *task, const struct sys_args *args);

/* The kernel's answer, with a negated errno. */
long fake_real_syscall(long nr, const uint64_t arg[6]);

/* What a host call does; NULL: the real one. */
extern fake_host_t *fake_host;
/* What a restartable one does; NULL: as the gate, LX_REWIND if the task has
 * attention, else what any host call does. */
extern fake_restartable_t *fake_restartable;

/* How many host calls of all kinds there were. */
unsigned long fake_host_calls(void);

/* Accesses of guest memory that touch [start, start + size) fail; one range at
 * a time, size 0 for none.  So do those below 64 KiB and beyond user space. */
void fake_guest_bad(gaddr_t start, size_t size);

/* Called before each compare-and-swap of guest memory: what another thread might
 * do just then.  NULL: nothing. */
extern void (*fake_guest_meddle)(void);

/* A task of the calling thread. */
struct task fake_task(void);

static inline gaddr_t gaddr_of(const volatile void *pointer)
{
    return (gaddr_t)(uintptr_t)pointer;
}

static inline void *pointer_of(gaddr_t address)
{
    return (void *)(uintptr_t)address;
}

#endif
