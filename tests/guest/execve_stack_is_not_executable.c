/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Without that request neither stack nor data are executable (execve(2), elf(5)). */
#include "check.h"

static unsigned char in_data[] = { 0xc3 };
static void (*volatile function)(void);

static void call_it(void)
{
    function();
}

int main(void)
{
    volatile unsigned char on_stack[] = { 0xc3 };

    function = (void (*)(void))(void *)on_stack;
    CHECK_EQ(child_status(call_it), KILLED(SIGSEGV));
    function = (void (*)(void))(void *)in_data;
    CHECK_EQ(child_status(call_it), KILLED(SIGSEGV));
    function = malloc(16);
    *(unsigned char *)function = 0xc3;
    CHECK_EQ(child_status(call_it), KILLED(SIGSEGV));
    return passed();
}
