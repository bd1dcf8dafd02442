/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lxcore's span seen by the calls that take ranges.  The host only notes what
 * it is asked for. */
#include <criterion/criterion.h>

#include "abi/errno.h"
#include "abi/mman.h"
#include "core/runtime.h"
#include "abi/boot.h"
#include "core/span.h"
#include "fake_host.h"

#include "syscall_entries.h"

#define START 0x680000000000UL
#define GUARD (START - LX_GUARD_SIZE)
#define END (START + LX_SPAN_SIZE)
#define USER_END 0x7ffffffff000UL
#define OWN_FD 960
#define MAX_CALLS 8

struct lx_runtime lx = { .first_own_fd = OWN_FD, .own_fd_count = BOOT_RESERVED_FDS };

static struct sys_args calls[MAX_CALLS];
static unsigned call_count;
static long mmap_answer, answer_when_filled;

static long note(long nr, const uint64_t arg[6])
{
    struct sys_args *call = &calls[call_count++ % MAX_CALLS];

    call->nr = nr;
    memcpy(call->arg, arg, sizeof(call->arg));
    if (nr == SYS_mmap && (arg[3] & MAP_FIXED_NOREPLACE))
        mmap_answer = answer_when_filled;
    if (nr == SYS_mmap)
        return mmap_answer != 0 ? mmap_answer : (long)arg[0];
    return 0;
}

static long run(long (*entry)(struct task *, const struct sys_args *),
                struct sys_args args)
{
    struct task task = fake_task();

    fake_host = note;
    call_count = 0;
    return entry(&task, &args);
}

static long do_munmap(uint64_t address, uint64_t size)
{
    return run(lx_sys_mm_munmap, (struct sys_args){ SYS_munmap, { address, size } });
}

static long do_mmap(uint64_t address, uint64_t size, int prot, int flags, int fd)
{
    return run(lx_sys_mm_mmap, (struct sys_args){ SYS_mmap,
                                                  { address, size, (uint64_t)prot,
                                                    (uint64_t)flags, (uint64_t)fd, 0 } });
}

static bool asked(unsigned index, uint64_t address, uint64_t size)
{
    return index < call_count && calls[index].arg[0] == address &&
           calls[index].arg[1] == size;
}

Test(span, overlaps_what_touches_it)
{
    cr_assert_eq(span_start(), START);
    cr_assert_not(span_overlaps(GUARD - PAGE_SIZE, PAGE_SIZE));
    cr_assert(span_overlaps(GUARD - PAGE_SIZE, PAGE_SIZE + 1));
    cr_assert(span_overlaps(GUARD, 1));
    cr_assert(span_overlaps(START, 1));
    cr_assert(span_overlaps(END - 1, 1));
    cr_assert_not(span_overlaps(END, PAGE_SIZE));
    cr_assert(span_overlaps(0, UINT64_MAX));
    cr_assert_not(span_overlaps(START, 0));
}

Test(span, range_that_wraps_is_clipped_at_the_top)
{
    cr_assert_not(span_overlaps(UINT64_MAX - 10, 100));
    cr_assert_not(span_overlaps(END, UINT64_MAX));
    cr_assert(span_overlaps(GUARD - 1, UINT64_MAX));
}

Test(span, code_is_the_image_only)
{
    cr_assert(span_holds_code(START));
    cr_assert_not(span_holds_code(START - 1));
    cr_assert_not(span_holds_code(END - 1));
}

Test(sys_mm, munmap_elsewhere_is_the_hosts)
{
    cr_assert_eq(do_munmap(GUARD - 0x2000, 0x2000), 0);
    cr_assert(call_count == 1 && asked(0, GUARD - 0x2000, 0x2000));
    cr_assert_eq(do_munmap(END, 1), 0);
    cr_assert(call_count == 1 && asked(0, END, 1));
}

Test(sys_mm, munmap_over_the_span_takes_both_sides)
{
    cr_assert_eq(do_munmap(GUARD - 0x3000, LX_SPAN_SIZE + 0x6000), 0);
    cr_assert(call_count == 2 && asked(0, GUARD - 0x3000, 0x3000) &&
              asked(1, END, 0x2000));
    cr_assert_eq(do_munmap(GUARD - 0x1000, 0x1001), 0);
    cr_assert(call_count == 1 && asked(0, GUARD - 0x1000, 0x1000));
    cr_assert_eq(do_munmap(END - 0x1000, 0x1001), 0);
    cr_assert(call_count == 1 && asked(0, END, 0x1000));
    cr_assert_eq(do_munmap(GUARD + 0x1000, 0x1000), 0);
    cr_assert_eq(call_count, 0);
}

Test(sys_mm, munmap_that_makes_no_sense_unmaps_nothing)
{
    cr_assert_eq(do_munmap(GUARD + 1, 0x1000), -EINVAL);
    cr_assert_eq(call_count, 0);
    cr_assert_eq(do_munmap(0x10000, UINT64_MAX - 0xfff), -EINVAL);
    cr_assert_eq(call_count, 0);
    cr_assert_eq(do_munmap(0x10000, USER_END), -EINVAL);
    cr_assert_eq(call_count, 0);
}

Test(sys_mm, mmap_is_kept_out_of_the_span)
{
    cr_assert_eq(
        do_mmap(GUARD, 0x1000, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1),
        -ENOMEM);
    cr_assert_eq(do_mmap(GUARD, 0x1000, PROT_READ,
                         MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1),
                 -EEXIST);
    cr_assert_eq(call_count, 0);
    mmap_answer = 0x10000;
    cr_assert_eq(do_mmap(GUARD, 0x1000, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1),
                 0x10000);
    cr_assert(call_count == 1 && asked(0, 0, 0x1000), "a hint there is no hint");
    mmap_answer = GUARD + 0x100000;
    answer_when_filled = 0x20000;
    cr_assert_eq(do_mmap(0, 0x1000, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1), 0x20000);
    cr_assert(call_count == 7 && calls[1].nr == SYS_munmap, "taken back, and the span filled");
    mmap_answer = answer_when_filled = GUARD + 0x100000;
    cr_assert_eq(do_mmap(0, 0x1000, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1), -ENOMEM);
}

Test(sys_mm, reservation_goes_round_the_span)
{
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE;

    cr_assert_eq(do_mmap(GUARD - 0x4000, LX_SPAN_SIZE + 0x7000, PROT_NONE, flags, -1),
                 GUARD - 0x4000);
    cr_assert(call_count == 2 && asked(0, GUARD - 0x4000, 0x4000) &&
              asked(1, END, 0x2000));
    cr_assert_eq(calls[1].arg[3], (uint64_t)flags);
}

Test(sys_mm, reservation_that_makes_no_sense_reserves_nothing)
{
    const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE;

    cr_assert_eq(do_mmap(0x10000, UINT64_MAX - 0xfff, PROT_NONE, flags, -1), -ENOMEM);
    cr_assert_eq(call_count, 0);
}

Test(sys_mm, mmap_of_an_own_descriptor_is_ebadf)
{
    cr_assert_eq(do_mmap(0, 0x1000, PROT_READ, MAP_PRIVATE, OWN_FD), -EBADF);
    cr_assert_eq(do_mmap(0x1000, 0x1000, PROT_READ, MAP_PRIVATE, OWN_FD - 1), 0x1000);
    cr_assert_eq(do_mmap(0x1000, 0x1000, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, OWN_FD),
                 0x1000);
}

Test(sys_mm, range_calls_find_nothing_mapped_in_the_span)
{
    cr_assert_eq(
        run(lx_sys_mm_range, (struct sys_args){ SYS_mprotect, { GUARD, 0x1000, 0 } }),
        -ENOMEM);
    cr_assert_eq(call_count, 0);
    cr_assert_eq(run(lx_sys_mm_range,
                     (struct sys_args){ SYS_mprotect, { GUARD - 0x1000, 0x1000, 7 } }),
                 0);
    cr_assert(call_count == 1 && calls[0].arg[2] == 7);
}

static long do_mremap(uint64_t old, uint64_t old_size, uint64_t new_size, int flags,
                      uint64_t new)
{
    return run(lx_sys_mm_mremap,
               (struct sys_args){ SYS_mremap,
                                  { old, old_size, new_size, (uint64_t)flags, new } });
}

Test(sys_mm, mremap_neither_from_nor_into_the_span)
{
    cr_assert_eq(do_mremap(GUARD, 0x1000, 0x2000, MREMAP_MAYMOVE, 0), -EFAULT);
    cr_assert_eq(do_mremap(GUARD, 0, 0x2000, MREMAP_MAYMOVE, 0), -EFAULT);
    cr_assert_eq(do_mremap(0x10000, 0x1000, 0x1000, MREMAP_MAYMOVE | MREMAP_FIXED, GUARD),
                 -ENOMEM);
    cr_assert_eq(do_mremap(GUARD - 0x1000, 0x1000, 0x2000, 0, 0), -ENOMEM);
    cr_assert_eq(call_count, 0);
    cr_assert_eq(do_mremap(GUARD - 0x1000, 0x1000, 0x2000, MREMAP_MAYMOVE, 0), 0);
    cr_assert_eq(call_count, 5);
    cr_assert(calls[0].nr == SYS_mmap && calls[4].nr == SYS_mremap, "the span filled first");
}

Test(sys_mm, shmat_not_at_an_address_of_the_span)
{
    cr_assert_eq(
        run(lx_sys_mm_shmat, (struct sys_args){ SYS_shmat, { 1, GUARD + 0x1000 } }),
        -EINVAL);
    cr_assert_eq(call_count, 0);
    cr_assert_eq(run(lx_sys_mm_shmat, (struct sys_args){ SYS_shmat, { 1, 0 } }), 0);
    cr_assert_eq(call_count, 1);
}
