/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every refusal of a private futex call, compared with this kernel's: the same
 * call with the same arguments is made of both.  Nobody waits, and no call
 * sleeps for longer than a moment that has passed.
 */
#include <criterion/criterion.h>

#include <time.h>

#include "futex_support.h"

static uint32_t word, second;
static const struct timespec past = { .tv_sec = 0, .tv_nsec = 0 };
static const struct timespec negative = { .tv_sec = -1, .tv_nsec = 0 };
static const struct timespec too_many = { .tv_sec = 0, .tv_nsec = 1000000000 };
static const struct timespec less_than_none = { .tv_sec = 0, .tv_nsec = -1 };

static const void *const addresses[] = {
    &word,
    (char *)&word + 2,
    NULL,
    (void *)0x1000,
    (void *)0x1002,
    (void *)0x7ffffffff004,
    (void *)0x800000000000,
    (void *)0xffff800000000000,
};
static const void *const timeouts[] = {
    &past, &negative, &too_many, &less_than_none, (void *)8, (void *)0xffff800000000000,
};

static long kernel(const struct sys_args *args)
{
    return fake_real_syscall(args->nr, args->arg);
}

static void compare(struct task *task, const struct sys_args *args,
                    long (*entry)(struct task *, const struct sys_args *))
{
    long they = kernel(args), we = entry(task, args);

    cr_expect_eq(we, they, "%ld(%#lx, %#lx, %#lx, %#lx, %#lx, %#lx): %ld, not %ld",
                 args->nr, args->arg[0], args->arg[1], args->arg[2], args->arg[3],
                 args->arg[4], args->arg[5], we, they);
}

static bool kernel_has(long nr)
{
    const struct sys_args args = { nr, { 0, 0, 0, 0, 0, 0 } };

    return kernel(&args) != -ENOSYS;
}

Test(futex_errno, of_waits)
{
    static const int commands[] = { FUTEX_WAIT, FUTEX_WAIT_BITSET,
                                    FUTEX_WAIT | FUTEX_CLOCK_REALTIME,
                                    FUTEX_WAIT_BITSET | FUTEX_CLOCK_REALTIME };
    struct task task = fake_task();

    for (unsigned c = 0; c < ARRAY_LEN(commands); c++)
        for (unsigned a = 0; a < ARRAY_LEN(addresses); a++)
            for (unsigned t = 0; t < ARRAY_LEN(timeouts); t++)
                for (uint32_t value = 0; value < 2; value++)
                    for (uint32_t mask = 0; mask < 2; mask++)
                        compare(&task,
                                &(struct sys_args){ SYS_futex,
                                                    { gaddr_of(addresses[a]),
                                                      (uint64_t)(commands[c] | PRIVATE),
                                                      value, gaddr_of(timeouts[t]), 0,
                                                      mask } },
                                lx_sys_futex);
}

Test(futex_errno, of_everything_else)
{
    static const uint64_t counts[] = { 0, 1, UINT32_MAX, 0x1000000001 };
    struct task task = fake_task();

    for (int command = FUTEX_WAKE; command < 20; command++) {
        if (command == FUTEX_WAIT_BITSET || (command >= FUTEX_LOCK_PI && command <= 8) ||
            command >= FUTEX_WAIT_REQUEUE_PI)
            continue;
        for (unsigned a = 0; a < ARRAY_LEN(addresses); a++)
            for (unsigned b = 0; b < ARRAY_LEN(addresses); b++)
                for (unsigned n = 0; n < ARRAY_LEN(counts); n++)
                    for (uint32_t v3 = 0; v3 < 2; v3++)
                        for (int clock = 0; clock <= FUTEX_CLOCK_REALTIME; clock += 256)
                            compare(
                                &task,
                                &(struct sys_args){
                                    SYS_futex,
                                    { gaddr_of(addresses[a]),
                                      (uint64_t)(command | PRIVATE | clock), counts[n],
                                      counts[(n + 1) % 4], gaddr_of(addresses[b]), v3 } },
                                lx_sys_futex);
    }
}

Test(futex_errno, of_unknown_commands)
{
    struct task task = fake_task();

    for (int bit = 4; bit < 32; bit++)
        if ((1U << bit) != FUTEX_PRIVATE_FLAG)
            compare(&task,
                    &(struct sys_args){
                        SYS_futex,
                        { gaddr_of(&word), PRIVATE | FUTEX_WAKE | 1ULL << bit, 1 } },
                    lx_sys_futex);
    /* The upper half of the register does not count. */
    compare(&task,
            &(struct sys_args){
                SYS_futex, { gaddr_of(&word), 1ULL << 40 | PRIVATE | FUTEX_WAKE, 1 } },
            lx_sys_futex);
}

Test(futex_errno, of_futex_wake)
{
    static const uint64_t masks[] = { 0, 1, UINT32_MAX, 0x100000000, UINT64_MAX };
    struct task task = fake_task();

    if (!kernel_has(SYS_futex_wake))
        cr_skip_test("this kernel has no futex_wake(2)");
    for (unsigned a = 0; a < ARRAY_LEN(addresses); a++)
        for (unsigned m = 0; m < ARRAY_LEN(masks); m++)
            for (uint64_t max = 0; max < 2; max++)
                compare(&task,
                        &(struct sys_args){
                            SYS_futex_wake,
                            { gaddr_of(addresses[a]), masks[m], max, FLAGS2 } },
                        lx_sys_futex_wake);
}

Test(futex_errno, of_futex_wait)
{
    static const uint64_t values[] = { 0, 1, 0x100000000 };
    static const uint64_t clocks[] = { CLOCK_REALTIME, CLOCK_MONOTONIC, 2, UINT64_MAX };
    struct task task = fake_task();

    if (!kernel_has(SYS_futex_wait))
        cr_skip_test("this kernel has no futex_wait(2)");
    for (unsigned a = 0; a < ARRAY_LEN(addresses); a++)
        for (unsigned v = 0; v < ARRAY_LEN(values); v++)
            for (unsigned m = 0; m < ARRAY_LEN(values); m++)
                for (unsigned t = 0; t < ARRAY_LEN(timeouts); t++)
                    for (unsigned c = 0; c < ARRAY_LEN(clocks); c++)
                        compare(&task,
                                &(struct sys_args){
                                    SYS_futex_wait,
                                    { gaddr_of(addresses[a]), values[v], values[m],
                                      FLAGS2, gaddr_of(timeouts[t]), clocks[c] } },
                                lx_sys_futex_wait);
}

static struct futex_waitv list[3];

static void compare_waitv(struct task *task)
{
    for (unsigned t = 0; t < ARRAY_LEN(timeouts); t++)
        for (uint64_t clock = 0; clock < 3; clock++)
            for (uint64_t flags = 0; flags < 2; flags++)
                compare(task,
                        &(struct sys_args){
                            SYS_futex_waitv,
                            { gaddr_of(list), 3, flags, gaddr_of(timeouts[t]), clock } },
                        lx_sys_futex_waitv);
}

static void reset_list(void)
{
    for (int i = 0; i < 3; i++)
        list[i] = (struct futex_waitv){ .uaddr = gaddr_of(&word), .flags = FLAGS2 };
}

Test(futex_errno, of_futex_waitv)
{
    static const uint32_t flags[] = { 0, 1, 3, 2, 0x12, 0x80, 0x81, FLAGS2 };
    struct task task = fake_task();

    if (!kernel_has(SYS_futex_waitv))
        cr_skip_test("this kernel has no futex_waitv(2)");
    for (int i = 0; i < 3; i++) {
        for (unsigned a = 0; a < ARRAY_LEN(addresses); a++) {
            for (unsigned f = 0; f < ARRAY_LEN(flags); f++) {
                reset_list();
                list[i].uaddr = gaddr_of(addresses[a]);
                list[i].flags = flags[f];
                compare_waitv(&task);
                list[i].val = 1;
                compare_waitv(&task);
            }
        }
        reset_list();
        list[i].__reserved = 1;
        compare_waitv(&task);
        reset_list();
        list[i].val = 0x100000000;
        compare_waitv(&task);
    }
}

Test(futex_errno, of_the_arguments_of_futex_waitv)
{
    static const uint64_t counts[] = { 0, 3, FUTEX_WAITV_MAX + 1, 0x100000003 };
    struct task task = fake_task();

    reset_list();
    for (unsigned n = 0; n < ARRAY_LEN(counts); n++) {
        compare(&task,
                &(struct sys_args){
                    SYS_futex_waitv,
                    { gaddr_of(list), counts[n], 1ULL << 32, gaddr_of(&past), 1 } },
                lx_sys_futex_waitv);
        compare(&task,
                &(struct sys_args){ SYS_futex_waitv,
                                    { 0, counts[n], 0, gaddr_of(&past), 1 } },
                lx_sys_futex_waitv);
        compare(&task,
                &(struct sys_args){ SYS_futex_waitv,
                                    { 8, counts[n], 0, gaddr_of(&past), 1 } },
                lx_sys_futex_waitv);
    }
}

Test(futex_errno, of_futex_requeue)
{
    struct task task = fake_task();

    if (!kernel_has(SYS_futex_requeue))
        cr_skip_test("this kernel has no futex_requeue(2)");
    for (int i = 0; i < 2; i++)
        for (unsigned a = 0; a < ARRAY_LEN(addresses); a++)
            for (uint32_t flag = 0; flag < 0x100; flag++)
                for (uint64_t n = 0; n < 3; n++) {
                    /* Whether NUMA and policy flags exist is the kernel's affair. */
                    if (flag & (FUTEX2_NUMA | FUTEX2_MPOL))
                        continue;
                    reset_list();
                    list[1].uaddr = gaddr_of(&second);
                    list[i].uaddr = gaddr_of(addresses[a]);
                    list[i].flags = flag;
                    list[0].val = n & 1;
                    compare(&task,
                            &(struct sys_args){ SYS_futex_requeue,
                                                { gaddr_of(list), n == 2, n - 1, 1 } },
                            lx_sys_futex_requeue);
                }
}
