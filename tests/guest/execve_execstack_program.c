/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program that asks for an executable stack (PT_GNU_STACK) can run code on it. */
/* build: execstack */
#include "check.h"

static int (*volatile function)(void);

int main(void)
{
    unsigned char code[] = { 0xb8, 99, 0, 0, 0, 0xc3 }; /* mov $99,%eax; ret */

    function = (int (*)(void))code;
    asm volatile("" ::"r"(code) : "memory");
    CHECK_EQ(function(), 99);
    return passed();
}
