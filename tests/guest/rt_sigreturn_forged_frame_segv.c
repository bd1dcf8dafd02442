/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A frame that cannot be read or used is the process's SIGSEGV (sigreturn(2)). */
#include <ucontext.h>

#include "check.h"

static void sigreturn_at(unsigned long sp)
{
    asm volatile("mov %0, %%rsp\nsyscall\nud2" ::"r"(sp), "a"((long)SYS_rt_sigreturn)
                 : "memory");
}

static void unmapped(void)
{
    sigreturn_at(0x10000);
}

static void noncanonical(void)
{
    sigreturn_at(0x8000000000000000);
}

static void no_stack(void)
{
    sigreturn_at(0);
}

static void half_mapped(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);

    CHECK_OK(munmap(p + PAGE, PAGE));
    sigreturn_at((unsigned long)p + PAGE - 64);
}

static void bad_fpstate(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info;
    ((ucontext_t *)context)->uc_mcontext.fpregs = (void *)64;
}

static void bad_rip(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info;
    ((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP] = 0x4000000000000000;
}

static void with_bad_fpstate(void)
{
    set_handler(SIGUSR1, bad_fpstate, 0);
    raise(SIGUSR1);
}

static void with_bad_rip(void)
{
    set_handler(SIGUSR1, bad_rip, 0);
    raise(SIGUSR1);
}

int main(void)
{
    CHECK_EQ(child_status(unmapped), KILLED(SIGSEGV));
    CHECK_EQ(child_status(noncanonical), KILLED(SIGSEGV));
    CHECK_EQ(child_status(no_stack), KILLED(SIGSEGV));
    CHECK_EQ(child_status(half_mapped), KILLED(SIGSEGV));
    CHECK_EQ(child_status(with_bad_fpstate), KILLED(SIGSEGV));
    CHECK_EQ(child_status(with_bad_rip), KILLED(SIGSEGV));
    return passed();
}
