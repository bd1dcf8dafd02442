/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * FUTEX_WAKE_OP changes the second word and wakes there too if its old value
 * passes (futex(2)).
 */
#include "waiter.h"

static volatile uint32_t first, second;

static long op(int operation, int arg, int compare, int compare_arg, uint32_t before)
{
    second = before;
    return futex(&first, FUTEX_WAKE_OP_PRIVATE, 1, (void *)1, &second,
                 FUTEX_OP(operation, arg, compare, compare_arg));
}

int main(void)
{
    struct waiter w[2] = { 0 };

    CHECK_EQ(op(FUTEX_OP_SET, 5, FUTEX_OP_CMP_EQ, 3, 3), 0);
    CHECK_EQ(second, 5);
    CHECK_EQ(op(FUTEX_OP_ADD, 5, FUTEX_OP_CMP_EQ, 3, 7), 0);
    CHECK_EQ(second, 12);
    CHECK_EQ(op(FUTEX_OP_ADD, -1, FUTEX_OP_CMP_EQ, 3, 7), 0);
    CHECK_EQ(second, 6);
    CHECK_EQ(op(FUTEX_OP_OR, 0x30, FUTEX_OP_CMP_EQ, 3, 7), 0);
    CHECK_EQ(second, 0x37);
    CHECK_EQ(op(FUTEX_OP_ANDN, 2, FUTEX_OP_CMP_EQ, 3, 7), 0);
    CHECK_EQ(second, 5);
    CHECK_EQ(op(FUTEX_OP_XOR, 1, FUTEX_OP_CMP_EQ, 3, 7), 0);
    CHECK_EQ(second, 6);
    CHECK_EQ(op(FUTEX_OP_SET | FUTEX_OP_OPARG_SHIFT, 9, FUTEX_OP_CMP_EQ, 3, 7), 0);
    CHECK_EQ(second, 1 << 9);
    CHECK_ERR(op(7, 1, FUTEX_OP_CMP_EQ, 0, 0), ENOSYS);
    for (int pass = 0; pass < 2; pass++)
        for (int compare = FUTEX_OP_CMP_EQ; compare <= FUTEX_OP_CMP_GE; compare++) {
            /* Old values around 100: which of them passes `old COMPARE 100`? */
            int passing[] = { 100, 99, 99, 100, 101, 100 },
                failing[] = { 99, 100, 100, 101, 100, 99 };

            start_waiter(&w[0], &first, FUTEX_WAIT_PRIVATE);
            second = 100;
            start_waiter(&w[1], &second, FUTEX_WAIT_PRIVATE);
            CHECK_EQ(op(FUTEX_OP_SET, 1, compare, 100,
                        pass ? passing[compare] : failing[compare]),
                     1 + pass);
            CHECK_EQ(futex(&second, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 1 - pass);
            CHECK_EQ(join_waiter(&w[0]) + join_waiter(&w[1]), 0);
        }
    return passed();
}
