/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far a program and its heap are moved, from what the kernel has drawn. */
#include <criterion/criterion.h>

#include <linux/auxvec.h>

#include "loader/randomness.h"

static const unsigned char drawn[16] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };

static struct randomness draw(const void *bytes)
{
    const uint64_t auxv[] = { AT_EXECFN, (uint64_t)(uintptr_t) "/dev/fd/3", AT_RANDOM,
                              (uint64_t)(uintptr_t)bytes, AT_NULL, 0 };

    return randomness_draw(auxv);
}

/* SipHash-2-4, worked out by another implementation. */
Test(randomness, is_a_keyed_hash_of_what_was_drawn)
{
    struct randomness random = draw(drawn);

    cr_assert_eq(random.program_pages, 153057641);
    cr_assert_eq(random.heap_pages, 7866);
}

Test(randomness, every_bit_drawn_matters)
{
    struct randomness first = draw(drawn);

    for (int bit = 0; bit < 128; bit++) {
        unsigned char other[16];
        struct randomness second;

        memcpy(other, drawn, sizeof(other));
        other[bit / 8] ^= (unsigned char)(1 << bit % 8);
        second = draw(other);
        cr_assert_neq(second.program_pages, first.program_pages, "bit %d", bit);
    }
}

Test(randomness, without_bytes_nothing_is_moved)
{
    cr_assert_eq(draw(NULL).program_pages, 0);
    cr_assert_eq(draw(NULL).heap_pages, 0);
}
