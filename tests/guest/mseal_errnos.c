/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Flags are EINVAL, an unaligned address too, a hole is ENOMEM; no mseal is
 * ENOSYS (mseal(2)).
 */
#include "check.h"

#define SEAL(addr, size, flags) syscall(462, addr, (long)(size), (long)(flags))

int main(void)
{
    char *p = map_anon(4 * PAGE, PROT_READ);

    if (SEAL(p, 0, 0) == -1) {
        CHECK_EQ(errno, ENOSYS);
        CHECK_ERR(SEAL(p, PAGE, 1), ENOSYS);
        puts("no mseal here");
        return passed();
    }
    CHECK_OK(munmap(p + PAGE, PAGE));
    CHECK_ERR(SEAL(p, PAGE, 1), EINVAL);
    CHECK_ERR(SEAL(p + 1, PAGE, 0), EINVAL);
    CHECK_ERR(SEAL(p, 3 * PAGE, 0), ENOMEM);
    CHECK_OK(munmap(p, PAGE)); /* nothing was sealed */
    return passed();
}
