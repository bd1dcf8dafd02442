/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Guard pages fault until removed and read zero then; an old kernel says
 * EINVAL (madvise(2)).
 */
#include "check.h"

#define GUARD_INSTALL 102
#define GUARD_REMOVE 103

int main(void)
{
    char *p = map_anon(3 * PAGE, PROT_READ | PROT_WRITE);

    memset(p, 1, 3 * PAGE);
    if (madvise(p + PAGE, PAGE, GUARD_INSTALL) == -1) {
        CHECK_EQ(errno, EINVAL);
        CHECK_ERR(madvise(p + PAGE, PAGE, GUARD_REMOVE), EINVAL);
        puts("no guard pages here");
        return passed();
    }
    CHECK_EQ(READ_STATUS(p + PAGE), KILLED(SIGSEGV));
    CHECK_EQ(READ_STATUS(p + 2 * PAGE), EXITED(0));
    CHECK_OK(madvise(p, 3 * PAGE, GUARD_REMOVE));
    CHECK_EQ(p[0] + p[PAGE] * 2 + p[2 * PAGE] * 4, 5);
    return passed();
}
