/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A handler starts with aligned stack, direction flag clear and, even without
 * SA_SIGINFO, a context.
 */
#include <ucontext.h>

#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    unsigned long flags, frame = (unsigned long)__builtin_frame_address(0);
    greg_t *regs = ((ucontext_t *)context)->uc_mcontext.gregs;

    asm volatile("pushfq\npop %0" : "=r"(flags));
    CHECK_EQ(flags & 0x400, 0);
    CHECK_EQ(frame % 16, 0);
    CHECK_EQ(sig, SIGUSR1);
    CHECK_EQ(regs[REG_EFL] & 0x400, 0x400);
    CHECK((unsigned long)info + 128 <= (unsigned long)regs[REG_RSP] - 128);
    count++;
}

int main(void)
{
    struct sigaction act = { .sa_handler = (void *)handler };
    long pid = getpid();

    CHECK_OK(sigaction(SIGUSR1, &act, NULL));
    for (long misalign = 0; misalign < 32; misalign++) {
        long result = SYS_kill, flags;

        asm volatile("mov %%rsp, %%rbx\nsub $256, %%rsp\nsub %4, %%rsp\nstd\nsyscall\n"
                     "mov %%rbx, %%rsp\npushfq\npop %1\ncld"
                     : "+a"(result), "=&r"(flags)
                     : "D"(pid), "S"((long)SIGUSR1), "r"(misalign)
                     : "rbx", "rcx", "r11", "memory", "cc");
        CHECK_EQ(result, 0);
        CHECK_EQ(flags & 0x400, 0x400);
        CHECK_EQ(count, misalign + 1);
    }
    return passed();
}
