/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * PROT_GROWSDOWN applies to the whole of a MAP_GROWSDOWN mapping below the
 * page (mprotect(2)).
 */
#include "check.h"

int main(void)
{
    char *area = map_anon(1024 * PAGE, PROT_NONE), *base = area + 1000 * PAGE;

    CHECK_OK(munmap(area, 1024 * PAGE));
    CHECK_EQ(mmap(base, 8 * PAGE, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_GROWSDOWN, -1, 0),
             base);
    memset(base, 1, 8 * PAGE);
    CHECK_OK(mprotect(base + 5 * PAGE, PAGE, PROT_READ | PROT_GROWSDOWN));
    for (int i = 0; i < 8; i++)
        CHECK_EQ(WRITE_STATUS(base + i * PAGE), i <= 5 ? KILLED(SIGSEGV) : EXITED(0));
    return passed();
}
