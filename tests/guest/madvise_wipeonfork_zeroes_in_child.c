/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MADV_WIPEONFORK pages are zero in the child, kept in the parent; anonymous
 * private only.
 */
#include "check.h"

static char *p;

static void child(void)
{
    CHECK_EQ(p[0], 0);
    CHECK_EQ(p[PAGE], 7);
}

int main(void)
{
    char *shared = mmap(NULL, PAGE, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);
    memset(p, 7, 2 * PAGE);
    CHECK_OK(madvise(p, PAGE, MADV_WIPEONFORK));
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(p[0], 7);
    CHECK_ERR(madvise(shared, PAGE, MADV_WIPEONFORK), EINVAL);
    return passed();
}
