/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each bad argument has its errno; the advice is applied around a hole (madvise(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ | PROT_WRITE);

    memset(p, 1, 4 * PAGE);
    CHECK_ERR(madvise(p + 1, PAGE, MADV_DONTNEED), EINVAL);
    CHECK_ERR(madvise(p, PAGE, 12345), EINVAL);
    CHECK_ERR(madvise(p, -1UL & -PAGE, MADV_DONTNEED), EINVAL);
    CHECK_OK(madvise(p, 0, MADV_DONTNEED));
    CHECK_ERR(madvise(p, 0, 12345), EINVAL);
    CHECK_ERR(madvise(p, PAGE, MADV_REMOVE), EINVAL);
    CHECK_OK(mlock(p + 3 * PAGE, PAGE));
    CHECK_ERR(madvise(p + 3 * PAGE, PAGE, MADV_DONTNEED), EINVAL);
    CHECK_OK(munlock(p + 3 * PAGE, PAGE));
    CHECK_OK(munmap(p + PAGE, PAGE));
    CHECK_ERR(madvise(p, 3 * PAGE, MADV_DONTNEED), ENOMEM);
    CHECK_EQ(p[0] + p[2 * PAGE] + p[3 * PAGE], 1);
    return passed();
}
