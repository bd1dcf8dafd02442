/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The futex_requeue call (456): compare, wake some, move some (futex(2)). */
#include "waiter.h"

#define U32_PRIVATE (2 | FUTEX_PRIVATE_FLAG)

int main(void)
{
    volatile uint32_t from = 3, to = 4;
    struct futex_waitv pair[2] = {
        { .val = 3, .uaddr = (uintptr_t)&from, .flags = U32_PRIVATE },
        { .val = 0, .uaddr = (uintptr_t)&to, .flags = U32_PRIVATE }
    };
    struct waiter w[4] = { 0 };

    if (syscall(456, pair, 0L, 1L, 1L) == -1) {
        CHECK_EQ(errno, ENOSYS);
        puts("no futex_requeue here");
        return passed();
    }
    for (int i = 0; i < 4; i++)
        start_waiter(&w[i], &from, FUTEX_WAIT_PRIVATE);
    from = 9;
    CHECK_ERR(syscall(456, pair, 0L, 1L, 1L), EAGAIN);
    from = 3;
    CHECK_ERR(syscall(456, pair, 1L, 1L, 1L), EINVAL);
    CHECK_ERR(syscall(456, pair, 0L, -1L, 1L), EINVAL);
    CHECK_ERR(syscall(456, NULL, 0L, 1L, 1L), EINVAL);
    CHECK_ERR(syscall(456, 8L, 0L, 1L, 1L), EFAULT);
    CHECK_EQ(syscall(456, pair, 0L, 1L, 2L), 3);
    wait_until_done(w, 4, 1);
    CHECK_EQ(futex(&to, FUTEX_WAKE_PRIVATE, 9, NULL, NULL, 0), 2);
    CHECK_EQ(futex(&from, FUTEX_WAKE_PRIVATE, 9, NULL, NULL, 0), 1);
    for (int i = 0; i < 4; i++)
        CHECK_EQ(join_waiter(&w[i]), 0);
    return passed();
}
