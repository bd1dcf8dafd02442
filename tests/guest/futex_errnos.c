/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bad addresses, times, bitsets and operations have their errnos (futex(2), ERRORS). */
#include "waiter.h"

int main(void)
{
    struct timespec bad = { 0, 1000000000 }, negative = { -1, 0 },
                    negative_ns = { 0, -1 }, zero = { 0, 0 };
    volatile uint32_t words[2] = { 0, 0 };
    volatile char *odd = (volatile char *)words + 1;

    for (int private = 0; private <= FUTEX_PRIVATE_FLAG; private += FUTEX_PRIVATE_FLAG) {
        CHECK_ERR(futex(odd, FUTEX_WAIT | private, 0, &zero, NULL, 0), EINVAL);
        CHECK_ERR(futex(odd, FUTEX_WAKE | private, 1, NULL, NULL, 0), EINVAL);
        CHECK_ERR(futex(words, FUTEX_WAIT | private, 0, &bad, NULL, 0), EINVAL);
        CHECK_ERR(futex(words, FUTEX_WAIT | private, 0, &negative, NULL, 0), EINVAL);
        CHECK_ERR(futex(words, FUTEX_WAIT | private, 0, &negative_ns, NULL, 0), EINVAL);
        CHECK_ERR(futex(words, FUTEX_WAIT_BITSET | private, 0, &zero, NULL, 0), EINVAL);
        CHECK_ERR(futex(words, FUTEX_WAKE_BITSET | private, 1, NULL, NULL, 0), EINVAL);
        CHECK_ERR(futex(words, FUTEX_REQUEUE | private, -1, (void *)1, words + 1, 0),
                  EINVAL);
        CHECK_ERR(futex(words, FUTEX_REQUEUE | private, 1, (void *)-1, words + 1, 0),
                  EINVAL);
        CHECK_ERR(futex(words, FUTEX_CMP_REQUEUE | private, 1, (void *)1, words + 1, 9),
                  EAGAIN);
        CHECK_ERR(futex(words, FUTEX_REQUEUE | private, 1, (void *)1, odd, 0), EINVAL);
        CHECK_ERR(futex(words, FUTEX_WAIT | private, 0, (void *)8, NULL, 0), EFAULT);
        CHECK_ERR(futex((void *)8, FUTEX_WAIT | private, 0, &zero, NULL, 0), EFAULT);
        CHECK_ERR(
            futex((void *)0xffff800000000000, FUTEX_WAIT | private, 0, &zero, NULL, 0),
            EFAULT);
        CHECK_ERR(futex(words, 14 | private, 0, NULL, NULL, 0), ENOSYS);
        CHECK_ERR(futex(words, 99 | private, 0, NULL, NULL, 0), ENOSYS);
        CHECK_ERR(futex(words, FUTEX_FD | private, 0, NULL, NULL, 0), ENOSYS);
        CHECK_ERR(
            futex(words, FUTEX_WAKE | FUTEX_CLOCK_REALTIME | private, 1, NULL, NULL, 0),
            ENOSYS);
    }
    CHECK_ERR(futex((void *)8, FUTEX_WAKE, 1, NULL, NULL, 0),
              EFAULT); /* shared: must be mapped */
    return passed();
}
