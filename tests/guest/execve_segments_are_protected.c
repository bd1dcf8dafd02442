/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text is not writable, constants neither; data and a large bss are, and the
 * bss is zero.
 */
#include "check.h"

static const char constant[PAGE * 2] = { 1 };
static volatile char data[] = { 2 };
static volatile char bss[3000000];

int main(void)
{
    CHECK_EQ(WRITE_STATUS((char *)main), KILLED(SIGSEGV));
    CHECK_EQ(WRITE_STATUS((char *)constant), KILLED(SIGSEGV));
    CHECK_EQ(READ_STATUS((char *)constant), EXITED(0));
    data[0] = 3;
    for (unsigned i = 0; i < sizeof bss; i++)
        CHECK_EQ(bss[i], 0);
    memset((void *)bss, 1, sizeof bss);
    return passed();
}
