/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A page fault's context has trap 14, the error bits and the address in cr2. */
#include <ucontext.h>

#include "check.h"

static volatile greg_t trap, error, address;
static char *page;

static void handler(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)sig, (void)info;
    trap = regs[REG_TRAPNO];
    error = regs[REG_ERR];
    address = regs[REG_CR2];
    CHECK_OK(mprotect(page, PAGE, PROT_READ | PROT_WRITE));
}

int main(void)
{
    page = map_anon(PAGE, PROT_NONE);
    set_handler(SIGSEGV, handler, 0);
    ((volatile char *)page)[3] = 1;
    CHECK_EQ(trap, 14);
    CHECK_EQ(error & 6, 6); /* write, user */
    CHECK_EQ(address, page + 3);
    CHECK_OK(mprotect(page, PAGE, PROT_NONE));
    (void)((volatile char *)page)[5];
    CHECK_EQ(error & 6, 4);
    CHECK_EQ(address, page + 5);
    return passed();
}
