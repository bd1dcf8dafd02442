/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * At a signal taken by a system call's return the context shows its result,
 * rip behind it.
 */
#include <ucontext.h>

#include "check.h"

extern char kill_done[];
static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    (void)info;
    CHECK_EQ(sig, SIGUSR1);
    CHECK_EQ(regs[REG_RIP], kill_done);
    CHECK_EQ(regs[REG_RCX], kill_done);
    CHECK_EQ(regs[REG_RAX], 0);
    CHECK_EQ(regs[REG_R12], 0x1212);
    regs[REG_RAX] = 99;
    count++;
}

int main(void)
{
    long result, pid = getpid();

    set_handler(SIGUSR1, handler, 0);
    for (int i = 1; i <= 50; i++) {
        asm volatile(".globl kill_done\nmov $0x1212, %%r12\nsyscall\nkill_done:"
                     : "=a"(result)
                     : "0"((long)SYS_kill), "D"(pid), "S"((long)SIGUSR1)
                     : "rcx", "r11", "r12", "memory");
        CHECK_EQ(result, 99);
        CHECK_EQ(count, i);
    }
    return passed();
}
