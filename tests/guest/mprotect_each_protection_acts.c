/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PROT_NONE, read, write and exec each allow what they say (mprotect(2)). */
#include "check.h"

static char *page;

static void run_it(void)
{
    ((void (*)(void))page)();
}

int main(void)
{
    page = map_anon(PAGE, PROT_READ | PROT_WRITE);
    page[0] = (char)0xc3;
    CHECK_EQ(child_status(run_it), KILLED(SIGSEGV));
    CHECK_OK(mprotect(page, PAGE, PROT_READ | PROT_EXEC));
    CHECK_EQ(child_status(run_it), EXITED(0));
    CHECK_EQ(WRITE_STATUS(page), KILLED(SIGSEGV));
    CHECK_OK(mprotect(page, PAGE, PROT_READ));
    CHECK_EQ(child_status(run_it), KILLED(SIGSEGV));
    CHECK_EQ(READ_STATUS(page), EXITED(0));
    CHECK_OK(mprotect(page, PAGE, PROT_NONE));
    CHECK_EQ(READ_STATUS(page), KILLED(SIGSEGV));
    CHECK_OK(mprotect(page, PAGE, PROT_WRITE));
    CHECK_EQ(WRITE_STATUS(page), EXITED(0));
    CHECK_EQ(page[0], (char)0xc3);
    return passed();
}
