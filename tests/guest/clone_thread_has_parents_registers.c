/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A new thread starts with all registers of its creator, but rax and the stack
 * asked for.
 */
#include <sched.h>

#include "check.h"
#include "regs.h"

struct regs child_regs;
static volatile int tid;

/* The child stores its registers and exits; rdi goes last since it is needed. */
REGS_ROUTINE(call, "syscall\n"
                   "test %rax, %rax\njnz 9f\n"
                   "mov %rax, child_regs(%rip)\nmov %rbx, child_regs+8(%rip)\n"
                   "mov %rcx, child_regs+16(%rip)\nmov %rdx, child_regs+24(%rip)\n"
                   "mov %rsi, child_regs+32(%rip)\nmov %rdi, child_regs+40(%rip)\n"
                   "mov %rbp, child_regs+48(%rip)\nmov %rsp, child_regs+56(%rip)\n"
                   "mov %r8, child_regs+64(%rip)\nmov %r9, child_regs+72(%rip)\n"
                   "mov %r10, child_regs+80(%rip)\nmov %r11, child_regs+88(%rip)\n"
                   "mov %r12, child_regs+96(%rip)\nmov %r13, child_regs+104(%rip)\n"
                   "mov %r14, child_regs+112(%rip)\nmov %r15, child_regs+120(%rip)\n"
                   "xor %edi, %edi\nmov $60, %eax\nsyscall\nud2\n9:");

int main(void)
{
    static char stack[4096] __attribute__((aligned(16)));
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;

    for (int i = 0; i < 50; i++) {
        struct regs in = some_regs(i), out;
        int seen;

        in.r[RAX] = SYS_clone;
        in.r[RDI] = flags;
        in.r[RSI] = (unsigned long)stack + (i % 3 ? 4096 : 4095);
        in.r[RDX] = in.r[R10] = (unsigned long)&tid;
        tid = 1;
        call(&in, &out);
        CHECK((long)out.r[RAX] > 0);
        while ((seen = tid) != 0)
            syscall(SYS_futex, &tid, 0 /* FUTEX_WAIT */, seen, NULL, NULL, 0);
        for (int r = RAX; r < 16; r++)
            if (r != R11 && r != RCX)
                CHECK_EQ(((volatile struct regs *)&child_regs)->r[r],
                         r == RAX ? 0 :
                         r == RSP ? in.r[RSI] :
                                    in.r[r]);
    }
    return passed();
}
