/* SPDX-License-Identifier: GPL-2.0-or-later */
/* MADV_DONTFORK pages are not in the child, MADV_DOFORK undoes it (madvise(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(3 * PAGE, PROT_READ | PROT_WRITE);

    CHECK_OK(madvise(p + PAGE, PAGE, MADV_DONTFORK));
    CHECK_EQ(READ_STATUS(p), EXITED(0));
    CHECK_EQ(READ_STATUS(p + PAGE), KILLED(SIGSEGV));
    CHECK_EQ(READ_STATUS(p + 2 * PAGE), EXITED(0));
    p[PAGE] = 1;
    CHECK_OK(madvise(p + PAGE, PAGE, MADV_DOFORK));
    CHECK_EQ(READ_STATUS(p + PAGE), EXITED(0));
    return passed();
}
