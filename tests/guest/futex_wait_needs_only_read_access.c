/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waiting needs a readable word, FUTEX_WAKE_OP a writable one (futex(2)). */
#include "waiter.h"

int main(void)
{
    volatile uint32_t *word = (uint32_t *)map_anon(PAGE, PROT_READ | PROT_WRITE),
                      mine = 0;
    struct timespec zero = { 0, 0 };
    int op = FUTEX_OP(FUTEX_OP_SET, 1, FUTEX_OP_CMP_EQ, 0);

    *word = 7;
    CHECK_OK(mprotect((void *)word, PAGE, PROT_READ));
    CHECK_ERR(futex(word, FUTEX_WAIT_PRIVATE, 7, &zero, NULL, 0), ETIMEDOUT);
    CHECK_ERR(futex(word, FUTEX_WAIT_PRIVATE, 8, &zero, NULL, 0), EAGAIN);
    CHECK_ERR(futex(&mine, FUTEX_WAKE_OP_PRIVATE, 1, (void *)1, word, op), EFAULT);
    CHECK_OK(mprotect((void *)word, PAGE, PROT_NONE));
    CHECK_ERR(futex(word, FUTEX_WAIT_PRIVATE, 7, &zero, NULL, 0), EFAULT);
    CHECK_ERR(futex(word, FUTEX_WAIT, 7, &zero, NULL, 0), EFAULT);
    return passed();
}
