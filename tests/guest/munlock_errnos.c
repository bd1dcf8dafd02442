/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Unlocking a hole is ENOMEM, unlocking what is not locked is fine (munlock(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(3 * PAGE, PROT_READ | PROT_WRITE);

    CHECK_OK(munlock(p, 3 * PAGE));
    CHECK_OK(mlock(p, PAGE));
    CHECK_OK(munmap(p + PAGE, PAGE));
    CHECK_ERR(munlock(p, 3 * PAGE), ENOMEM);
    CHECK_ERR(munlock((void *)-PAGE, 2 * PAGE), EINVAL);
    CHECK_OK(madvise(p, PAGE, MADV_DONTNEED)); /* EINVAL if the lock were still there */
    return passed();
}
