/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules of sigaltstack(2); the last test asks the kernel the same questions. */
#include <criterion/criterion.h>

#include "abi/errno.h"
#include "fake_host.h"
#include "signal/altstack.h"

#define BASE 0x10000UL
#define SIZE 0x4000UL
#define INSIDE (BASE + 0x100)
#define OUTSIDE 0x900000000UL

static struct task task;

static long set(uint64_t sp, uint64_t size, uint32_t flags)
{
    return altstack_set(
        &task, &(struct sigstack){ .sp = sp, .size = size, .flags = flags }, OUTSIDE);
}

Test(altstack, holds_what_lies_above_its_start_and_its_very_top)
{
    const struct sigstack stack = { .sp = BASE, .size = SIZE };

    cr_assert_not(altstack_holds(&stack, BASE));
    cr_assert(altstack_holds(&stack, BASE + 1));
    cr_assert(altstack_holds(&stack, BASE + SIZE));
    cr_assert_not(altstack_holds(&stack, BASE + SIZE + 1));
}

Test(altstack, is_disabled_at_first)
{
    struct sigstack report = altstack_report(&task, OUTSIDE);

    cr_assert(report.sp == 0 && report.size == 0 && report.flags == SS_DISABLE);
}

Test(altstack, is_reported_as_it_was_set)
{
    struct sigstack report;

    cr_assert_eq(set(BASE, SIZE, 0), 0);
    report = altstack_report(&task, OUTSIDE);
    cr_assert(report.sp == BASE && report.size == SIZE && report.flags == 0);
    cr_assert_eq(altstack_report(&task, INSIDE).flags, SS_ONSTACK);
    cr_assert_eq(set(BASE, SIZE, SS_ONSTACK), 0);
    cr_assert_eq(altstack_report(&task, OUTSIDE).flags, 0);
}

Test(altstack, that_disarms_itself_is_never_seen_active)
{
    cr_assert_eq(set(BASE, SIZE, SS_AUTODISARM), 0);
    cr_assert_eq(altstack_report(&task, INSIDE).flags, SS_AUTODISARM);
    cr_assert_not(altstack_is_active(&task.altstack, INSIDE));
    cr_assert_eq(altstack_set(&task, &(struct sigstack){ .flags = SS_DISABLE }, INSIDE),
                 0);
}

Test(altstack, in_use_cannot_be_changed)
{
    set(BASE, SIZE, 0);
    cr_assert_eq(altstack_set(&task, &(struct sigstack){ .flags = SS_DISABLE }, INSIDE),
                 -EPERM);
    cr_assert_eq(task.altstack.sp, BASE);
}

Test(altstack, disabled_forgets_its_place)
{
    set(BASE, SIZE, 0);
    cr_assert_eq(set(BASE, SIZE, SS_DISABLE), 0);
    cr_assert_eq(altstack_report(&task, INSIDE).sp, 0);
    cr_assert_eq(altstack_report(&task, INSIDE).flags, SS_DISABLE);
}

Test(altstack, answers_as_the_kernel_does)
{
    static const uint32_t flags[] = { 0,
                                      1,
                                      2,
                                      3,
                                      4,
                                      SS_AUTODISARM,
                                      SS_AUTODISARM | 1,
                                      SS_AUTODISARM | 2,
                                      SS_AUTODISARM | 3,
                                      1U << 30 };
    static const uint64_t sizes[] = { 0, 1, MINSIGSTKSZ - 1, MINSIGSTKSZ, 0x100000 };
    const uint64_t ask[6] = { 0, 0 };
    struct sigstack theirs, ours;

    cr_assert_eq(fake_real_syscall(SYS_sigaltstack, ask), 0);
    for (size_t f = 0; f < ARRAY_LEN(flags); f++) {
        for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
            const struct sigstack wish = { .sp = BASE,
                                           .flags = flags[f],
                                           .size = sizes[s] };
            const uint64_t change[6] = { gaddr_of(&wish), gaddr_of(&theirs) };
            long they, we;

            /* A sanitizer has one of its own: begin with none. */
            fake_real_syscall(
                SYS_sigaltstack,
                (uint64_t[6]){ gaddr_of(&(struct sigstack){ .flags = SS_DISABLE }), 0 });
            task.altstack = (struct sigstack){ .flags = SS_DISABLE };
            they = fake_real_syscall(SYS_sigaltstack, change);
            we = altstack_set(&task, &wish, OUTSIDE);
            cr_expect_eq(we, they, "flags %#x size %#lx", flags[f], sizes[s]);
            fake_real_syscall(SYS_sigaltstack, (uint64_t[6]){ 0, gaddr_of(&theirs) });
            ours = altstack_report(&task, OUTSIDE);
            cr_expect_eq(ours.sp, theirs.sp, "flags %#x size %#lx", flags[f], sizes[s]);
            cr_expect_eq(ours.size, theirs.size, "flags %#x size %#lx", flags[f],
                         sizes[s]);
            cr_expect_eq(ours.flags, theirs.flags, "flags %#x size %#lx", flags[f],
                         sizes[s]);
        }
    }
}
