/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A thousand neighbours with alternating protection keep contents and
 * protection (mprotect(2)).
 */
#include "check.h"

#define COUNT 1000

int main(void)
{
    char *p = map_anon(COUNT * PAGE, PROT_READ | PROT_WRITE);

    for (int i = 0; i < COUNT; i++)
        p[i * PAGE] = i;
    for (int i = 0; i < COUNT; i += 2)
        CHECK_OK(mprotect(p + i * PAGE, PAGE, PROT_READ));
    for (int i = 0; i < COUNT; i++)
        CHECK_EQ(p[i * PAGE], (char)i);
    for (int i = 500; i < 504; i++)
        CHECK_EQ(WRITE_STATUS(p + i * PAGE), i % 2 ? EXITED(0) : KILLED(SIGSEGV));
    for (int i = 1; i < COUNT; i += 2)
        CHECK_OK(munmap(p + i * PAGE, PAGE));
    for (int i = 0; i < COUNT; i += 2)
        CHECK_EQ(p[i * PAGE], (char)i);
    CHECK_EQ(READ_STATUS(p + 501 * PAGE), KILLED(SIGSEGV));
    CHECK_OK(munmap(p, COUNT * PAGE));
    CHECK_EQ(READ_STATUS(p + 500 * PAGE), KILLED(SIGSEGV));
    return passed();
}
