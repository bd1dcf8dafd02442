/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The futex_wake call (454): mask, count, flags; waiters of futex(2) are its
 * waiters too.
 */
#include "waiter.h"

#define WAKE(word, mask, count, flags) \
    syscall(454, word, (long)(mask), (long)(count), (long)(flags))
#define U32_PRIVATE (2 | FUTEX_PRIVATE_FLAG)

int main(void)
{
    volatile uint32_t word = 0;
    struct waiter w[3] = { { .bitset = 1 }, { .bitset = 2 }, { .bitset = 3 } };

    if (WAKE(&word, -1U, 1, U32_PRIVATE) == -1) {
        CHECK_EQ(errno, ENOSYS);
        puts("no futex_wake here");
        return passed();
    }
    CHECK_ERR(WAKE(&word, -1U, 1, FUTEX_PRIVATE_FLAG), EINVAL); /* eight bits */
    CHECK_ERR(WAKE(&word, -1U, 1, 0x100), EINVAL);
    CHECK_ERR(WAKE(&word, 0, 1, U32_PRIVATE), EINVAL);
    CHECK_ERR(WAKE((char *)&word + 1, -1U, 1, U32_PRIVATE), EINVAL);
    for (int i = 0; i < 3; i++)
        start_waiter(&w[i], &word, FUTEX_WAIT_BITSET_PRIVATE);
    CHECK_EQ(WAKE(&word, -1U, 0, U32_PRIVATE), 0); /* here none means none */
    CHECK_EQ(WAKE(&word, 2, 100, U32_PRIVATE), 2);
    CHECK_EQ(WAKE(&word, 2, 100, U32_PRIVATE), 0);
    CHECK_EQ(WAKE(&word, -1U, 100, 2), 0); /* not private: another futex */
    CHECK_EQ(WAKE(&word, 1, 100, U32_PRIVATE), 1);
    for (int i = 0; i < 3; i++)
        CHECK_EQ(join_waiter(&w[i]), 0);
    return passed();
}
