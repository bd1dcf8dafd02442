/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hole is ENOMEM, a range that wraps round is EINVAL, nothing is fine (mlock(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(3 * PAGE, PROT_READ | PROT_WRITE);

    CHECK_OK(munmap(p + PAGE, PAGE));
    CHECK_ERR(mlock(p, 3 * PAGE), ENOMEM);
    CHECK_ERR(mlock(p + PAGE, PAGE), ENOMEM);
    CHECK_ERR(mlock((void *)-PAGE, 2 * PAGE), EINVAL);
    CHECK_OK(mlock(p, 0));
    CHECK_OK(munlock(p, PAGE));
    return passed();
}
