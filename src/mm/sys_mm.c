/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_mm.c - calls that take a range of addresses.
 *
 * The kernel does them; here lxcore's span is kept out of their reach.  For
 * the guest there is nothing at those addresses, and a range that covers them
 * is carried out on both sides of them.
 */
#include "abi/errno.h"
#include "abi/mman.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/span.h"
#include "mm/brk.h"
#include "mm/place.h"
#include "mm/text.h"
#include "task/area.h"
#include "task/task.h"

#include "syscall_entries.h"

/* <linux/shm.h> does not stand alone. */
#define SHM_REMAP 040000
#define ADDRESS_LIMIT 0x7ffffffff000UL

/* The parts of [address, address + size) below and above the span. */
struct sides {
    uint64_t below_size;
    uint64_t above;
    uint64_t above_size;
};

static struct sides sides_of(uint64_t address, uint64_t size)
{
    struct sides sides = { 0 };
    uint64_t end = page_up(address + size);

    if (address < span_guard())
        sides.below_size = span_guard() - address;
    if (end > span_end()) {
        sides.above = span_end();
        sides.above_size = end - span_end();
    }
    return sides;
}

/* What the kernel says of a range before it looks at what is there. */
static bool is_possible(uint64_t address, uint64_t size)
{
    return size != 0 && address <= ADDRESS_LIMIT && size <= ADDRESS_LIMIT - address &&
           (address & (PAGE_SIZE - 1)) == 0;
}

static bool is_reservation(const struct sys_args *args)
{
    return (args->arg[2] & (PROT_READ | PROT_WRITE | PROT_EXEC)) == 0 &&
           (args->arg[3] & MAP_ANONYMOUS) != 0;
}

/* Sanitizers reserve whole stretches of the address space, ours in them. */
static long reserve_around(struct task *task, const struct sys_args *args)
{
    struct sides sides = sides_of(args->arg[0], args->arg[1]);
    struct sys_args part = *args;
    long at;

    if (args->arg[0] & (PAGE_SIZE - 1))
        return -EINVAL;
    if (!is_possible(args->arg[0], args->arg[1]))
        return -ENOMEM;
    text_withdraw(task, args->arg[0], args->arg[1]);
    if (sides.below_size != 0) {
        part.arg[1] = sides.below_size;
        at = host_call_restartable(task, &part);
        if (at < 0)
            return at;
    }
    if (sides.above_size != 0) {
        part.arg[0] = sides.above;
        part.arg[1] = sides.above_size;
        at = host_call_restartable(task, &part);
        if (at < 0)
            return at;
    }
    return (long)args->arg[0];
}

/* A private mapping of a file, to be executed and not written to. */
static bool is_text(const struct sys_args *args)
{
    return (args->arg[2] & (PROT_READ | PROT_WRITE | PROT_EXEC)) ==
               (PROT_READ | PROT_EXEC) &&
           (args->arg[3] & (MAP_TYPE | MAP_ANONYMOUS)) == MAP_PRIVATE;
}

/* The host knows of no reason not to put a mapping into a hole of the span, if
 * no other hole is as large. */
static long mmap_outside(struct task *task, const struct sys_args *args)
{
    if ((args->arg[3] & (MAP_FIXED | MAP_FIXED_NOREPLACE)) == MAP_FIXED)
        text_withdraw(task, args->arg[0], args->arg[1]);
    for (int attempt = 0; attempt < 2; attempt++) {
        long at = host_call_restartable(task, args);

        if (at >= 0 && unlikely(place_is_library(args)))
            at = (long)place_library(args, (uint64_t)at);
        if (at >= 0 && is_text(args))
            text_note(task, (uint64_t)at, args->arg[1]);
        if (likely(at < 0 || !span_overlaps((uint64_t)at, args->arg[1])))
            return at;
        text_withdraw(task, (uint64_t)at, args->arg[1]);
        host_munmap((uint64_t)at, args->arg[1]);
        area_fill_span();
    }
    return -ENOMEM;
}

long lx_sys_mm_mmap(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;

    if (!(args->arg[3] & MAP_ANONYMOUS) && own_fd_is(args->arg[4]))
        return -EBADF;
    if (likely(!span_overlaps(args->arg[0], args->arg[1])))
        return mmap_outside(task, args);
    if (args->arg[3] & MAP_FIXED_NOREPLACE)
        return -EEXIST;
    if (args->arg[3] & MAP_FIXED)
        return is_reservation(args) ? reserve_around(task, args) : -ENOMEM;
    host.arg[0] = 0;
    return mmap_outside(task, &host);
}

long lx_sys_mm_munmap(struct task *task, const struct sys_args *args)
{
    struct sides sides;
    long err = 0;

    text_withdraw(task, args->arg[0], args->arg[1]);
    if (likely(!span_overlaps(args->arg[0], args->arg[1])))
        return host_call_restartable(task, args);
    if (!is_possible(args->arg[0], args->arg[1]))
        return -EINVAL;
    sides = sides_of(args->arg[0], args->arg[1]);
    if (sides.below_size != 0)
        err = host_munmap(args->arg[0], sides.below_size);
    if (err == 0 && sides.above_size != 0)
        err = host_munmap(sides.above, sides.above_size);
    return err;
}

/* May there be other bytes, or may they be written to, afterwards? */
static bool is_change(const struct sys_args *args)
{
    switch (args->nr) {
    case SYS_mprotect:
    case SYS_pkey_mprotect:
    case SYS_remap_file_pages:
        return true;
    case SYS_madvise:
        return args->arg[2] == MADV_DONTNEED || args->arg[2] == MADV_FREE ||
               args->arg[2] == MADV_REMOVE;
    default:
        return false;
    }
}

/* (address, size, …): nothing is mapped there, says the answer. */
long lx_sys_mm_range(struct task *task, const struct sys_args *args)
{
    if (unlikely(span_overlaps(args->arg[0], args->arg[1])))
        return -ENOMEM;
    if (is_change(args))
        text_withdraw(task, args->arg[0], args->arg[1]);
    return host_call_restartable(task, args);
}

long lx_sys_mm_mremap(struct task *task, const struct sys_args *args)
{
    if (span_overlaps(args->arg[0], args->arg[1] == 0 ? 1 : args->arg[1]))
        return -EFAULT;
    if ((args->arg[3] & MREMAP_FIXED) && span_overlaps(args->arg[4], args->arg[2]))
        return -ENOMEM;
    /* A mapping that ends where the span begins must not grow into it. */
    if (span_overlaps(args->arg[0], args->arg[2])) {
        if (!(args->arg[3] & MREMAP_MAYMOVE))
            return -ENOMEM;
        area_fill_span();
    }
    text_withdraw(task, args->arg[0], args->arg[1]);
    if (args->arg[3] & MREMAP_FIXED)
        text_withdraw(task, args->arg[4], args->arg[2]);
    return host_call_restartable(task, args);
}

long lx_sys_mm_shmat(struct task *task, const struct sys_args *args)
{
    if (args->arg[1] != 0 && span_overlaps(args->arg[1], 1))
        return -EINVAL;
    /* How large it is, only the host knows. */
    if (args->arg[2] & SHM_REMAP)
        text_withdraw(task, args->arg[1], UINT64_MAX);
    return host_call_restartable(task, args);
}

long lx_sys_mm_shmdt(struct task *task, const struct sys_args *args)
{
    if (span_overlaps(args->arg[0], 1))
        return -EINVAL;
    return host_call_restartable(task, args);
}

long lx_sys_mm_brk(struct task *task, const struct sys_args *args)
{
    return (long)brk_set(task, args->arg[0]);
}
