/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A detached thread unmaps the stack it runs on and exits without one (musl's
 * __unmapself, Go).
 */
#include <sched.h>

#include "check.h"

#define SIZE (16 * PAGE)

static volatile int tid;

static int unmap_self(void *stack)
{
    asm volatile("mov %0, %%rdi\n"
                 "mov %1, %%rsi\n"
                 "mov %2, %%eax\n"
                 "syscall\n" /* munmap(stack, SIZE): %rsp now points to nothing */
                 "xor %%edi, %%edi\n"
                 "mov %3, %%eax\n"
                 "syscall\n"
                 "ud2\n"
                 :
                 : "r"(stack), "r"((long)SIZE), "i"(SYS_munmap), "i"(SYS_exit)
                 : "rax", "rdi", "rsi", "rcx", "r11", "memory");
    return 1;
}

int main(void)
{
    int flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD |
                CLONE_SYSVSEM | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID;

    for (int i = 0; i < 50; i++) {
        char *stack = map_anon(SIZE, PROT_READ | PROT_WRITE);
        int seen;

        tid = 1;
        CHECK_OK(clone(unmap_self, stack + SIZE, flags, stack, &tid, NULL, &tid));
        while ((seen = tid) != 0)
            syscall(SYS_futex, &tid, 0 /* FUTEX_WAIT */, seen, NULL, NULL, 0);
        CHECK_EQ(READ_STATUS(stack + SIZE - 1), KILLED(SIGSEGV));
    }
    return passed();
}
