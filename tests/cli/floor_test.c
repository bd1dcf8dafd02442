/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The filter, instruction by instruction, and what it answers.
 *
 * The listing of the policy part is libseccomp's, and may change with it; what
 * it answers may not.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>

#include "policy/floor.h"

#define GATE 0x681234567000UL
#define LISTING_SIZE 4096
#define X32_BIT 0x40000000

static struct floor made_floor;

static const struct floor *make(void)
{
    cr_assert_eq(floor_make(&made_floor, PROFILE_NONE, GATE), 0);
    return &made_floor;
}

/* -- A small disassembler -- */

static int print_jump(char *out, size_t size, const struct sock_filter *at, int index)
{
    const char *test = BPF_OP(at->code) == BPF_JGE ? "jge" : "jeq";

    return snprintf(out, size, "%s %#x, %d, %d\n", test, at->k, index + 1 + at->jt,
                    index + 1 + at->jf);
}

static int print_one(char *out, size_t size, const struct sock_filter *at, int index)
{
    switch (at->code) {
    case BPF_LD | BPF_W | BPF_ABS:
        return snprintf(out, size, "ld [%u]\n", at->k);
    case BPF_ALU | BPF_AND | BPF_K:
        return snprintf(out, size, "and %#x\n", at->k);
    case BPF_RET | BPF_K:
        return snprintf(out, size, "ret %#x\n", at->k);
    case BPF_JMP | BPF_JEQ | BPF_K:
    case BPF_JMP | BPF_JGE | BPF_K:
        return print_jump(out, size, at, index);
    default:
        return snprintf(out, size, "? %#x\n", at->code);
    }
}

/* Jump targets are given as `jt, jf`, counted from the start of the filter. */
static const char *listing_of(const struct floor *floor, int from, int to)
{
    static char text[LISTING_SIZE];
    int used = 0;

    for (int i = from; i < to; i++)
        used += print_one(text + used, sizeof(text) - (size_t)used, &floor->code[i], i);
    return text;
}

Test(floor, begins_with_the_test_of_the_gate)
{
    cr_assert_str_eq(listing_of(make(), 0, FLOOR_PREFIX_SIZE),
                     "ld [4]\n"                /* architecture */
                     "jeq 0xc000003e, 2, 7\n"  /* x86-64 */
                     "ld [12]\n"               /* instruction pointer, high */
                     "jeq 0x6812, 4, 7\n"
                     "ld [8]\n"                /* and low */
                     "and 0xfffff000\n"        /* its page */
                     "jeq 0x34567000, 8, 7\n"  /* the policy begins at 8 */
                     "ret 0x30000\n");         /* SECCOMP_RET_TRAP */
}

Test(floor, goes_on_with_the_policy_of_the_profile)
{
    const struct floor *floor = make();
    const struct scmp_version *version = seccomp_version();

    if (version->major != 2 || version->minor != 5)
        cr_skip_test("this listing is libseccomp 2.5's");
    cr_assert_str_eq(listing_of(floor, FLOOR_PREFIX_SIZE, floor->count),
                     "ld [4]\n"
                     "jeq 0xc000003e, 10, 17\n"
                     "ld [0]\n"
                     "jge 0x40000000, 12, 13\n" /* x32 … */
                     "jeq 0xffffffff, 13, 17\n" /* … or -1 */
                     "jeq 0x1a9, 17, 14\n"      /* io_uring_setup */
                     "jeq 0x1aa, 17, 15\n"      /* io_uring_enter */
                     "jeq 0x1ab, 17, 16\n"      /* io_uring_register */
                     "ret 0x7fff0000\n"         /* SECCOMP_RET_ALLOW */
                     "ret 0x50026\n");          /* SECCOMP_RET_ERRNO, ENOSYS */
}

/* -- What it answers -- */

static uint32_t word_at(const struct seccomp_data *data, uint32_t offset)
{
    uint32_t word;

    cr_assert_leq(offset + sizeof(word), sizeof(*data));
    memcpy(&word, (const char *)data + offset, sizeof(word));
    return word;
}

static unsigned jump_of(const struct sock_filter *at, uint32_t accumulator)
{
    bool holds = accumulator == at->k;

    if (BPF_OP(at->code) == BPF_JGE)
        holds = accumulator >= at->k;

    cr_assert_eq(BPF_CLASS(at->code), BPF_JMP);
    return holds ? at->jt : at->jf;
}

static uint32_t answer(const struct floor *floor, const struct seccomp_data *data)
{
    uint32_t accumulator = 0;

    for (unsigned i = 0; i < floor->count; i++) {
        const struct sock_filter *at = &floor->code[i];

        if (at->code == (BPF_RET | BPF_K))
            return at->k;
        if (at->code == (BPF_LD | BPF_W | BPF_ABS)) {
            accumulator = word_at(data, at->k);
        } else if (at->code == (BPF_ALU | BPF_AND | BPF_K)) {
            accumulator &= at->k;
        } else {
            i += jump_of(at, accumulator);
        }
    }
    cr_assert_fail("the filter has no end");
    return 0;
}

static uint32_t answer_to(int number, uint64_t from)
{
    const struct seccomp_data data = {
        .nr = number,
        .arch = AUDIT_ARCH_X86_64,
        .instruction_pointer = from,
    };

    return answer(make(), &data);
}

Test(floor, traps_what_is_not_made_from_the_gate)
{
    const uint64_t elsewhere[] = {
        0, 2, 0x401000, GATE - 1, GATE + 0x1000, GATE + (1UL << 32), GATE - (1UL << 32),
        (uint32_t)GATE, GATE | 1UL << 63, 0xffffffffff600002, UINT64_MAX,
    };

    for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
        cr_assert_eq(answer_to(SYS_getpid, elsewhere[i]), SECCOMP_RET_TRAP);
}

Test(floor, lets_through_what_is_made_from_the_gate)
{
    const uint64_t inside[] = { GATE, GATE + 2, GATE + 0x800, GATE + 0xfff };

    for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++)
        cr_assert_eq(answer_to(SYS_getpid, inside[i]), SECCOMP_RET_ALLOW);
}

Test(floor, lets_through_every_number_of_this_kernel_but_io_uring)
{
    for (int number = 0; number < 512; number++) {
        bool is_unseen = number >= SYS_io_uring_setup && number <= SYS_io_uring_register;

        cr_assert_eq(answer_to(number, GATE + 2),
                     is_unseen ? (SECCOMP_RET_ERRNO | ENOSYS) : SECCOMP_RET_ALLOW);
    }
}

Test(floor, answers_numbers_of_x32_as_unknown)
{
    cr_assert_eq(answer_to(X32_BIT | SYS_getpid, GATE + 2), SECCOMP_RET_ERRNO | ENOSYS);
    cr_assert_eq(answer_to(X32_BIT | SYS_getpid, 0x401000), SECCOMP_RET_TRAP);
}

Test(floor, traps_other_architectures_even_from_the_gate)
{
    const uint32_t others[] = { AUDIT_ARCH_I386, AUDIT_ARCH_AARCH64, 0 };

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        const struct seccomp_data data = {
            .arch = others[i],
            .instruction_pointer = GATE,
        };

        cr_assert_eq(answer(make(), &data), SECCOMP_RET_TRAP);
    }
}

Test(floor, never_kills)
{
    const struct floor *floor = make();

    for (unsigned i = 0; i < floor->count; i++)
        if (floor->code[i].code == (BPF_RET | BPF_K))
            cr_assert_neq(floor->code[i].k & 0x80000000, 0x80000000);
}
