/* SPDX-License-Identifier: GPL-2.0-or-later */
/* It is no error if the range holds no mapping, or holes (munmap(2)). */
#include "check.h"

int main(void)
{
    char *p = map_anon(6 * PAGE, PROT_READ | PROT_WRITE);

    CHECK_OK(munmap(p + PAGE, PAGE));
    CHECK_OK(munmap(p + PAGE, PAGE));
    CHECK_OK(munmap(p + 3 * PAGE, PAGE));
    CHECK_OK(munmap(p, 6 * PAGE));
    for (int i = 0; i < 6; i++)
        CHECK_EQ(READ_STATUS(p + i * PAGE), KILLED(SIGSEGV));
    return passed();
}
