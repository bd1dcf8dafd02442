/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A thread by clone3: stack given by base and size, TLS, id words; all as
 * clone does it.
 */
#include <linux/sched.h>
#include <sched.h>

#include "check.h"

#define SIZE (16 * PAGE)

static volatile int word, parent_tid, seen_tid;
static volatile long seen_sp, seen_tls;
static long tls_block[64] __attribute__((aligned(64)));

int main(void)
{
    char *stack = map_anon(SIZE, PROT_READ | PROT_WRITE);
    struct clone_args args = {
        .flags = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SYSVSEM | CLONE_SIGHAND |
                 CLONE_THREAD | CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_SETTID |
                 CLONE_CHILD_CLEARTID,
        .stack = (uintptr_t)stack,
        .stack_size = SIZE,
        .tls = (uintptr_t)tls_block,
        .parent_tid = (uintptr_t)&parent_tid,
        .child_tid = (uintptr_t)&word,
    };

    tls_block[3] = 0x3333;
    for (int i = 0; i < 30; i++) {
        long result = SYS_clone3;
        int seen;

        word = -1;
        asm volatile(
            "syscall\n"
            "test %%rax, %%rax\njnz 1f\n"
            "mov %%rsp, %[sp]\nmov %%fs:24, %%rax\nmov %%rax, %[tls]\n"
            "mov $186, %%eax\nsyscall\nmov %%eax, %[tid]\n" /* gettid */
            "xor %%edi, %%edi\nmov $60, %%eax\nsyscall\nud2\n1:"
            : "+a"(result), [sp] "=m"(seen_sp), [tls] "=m"(seen_tls), [tid] "=m"(seen_tid)
            : "D"(&args), "S"(sizeof args)
            : "rcx", "r11", "memory");
        CHECK(result > 0);
        CHECK_EQ(parent_tid, result);
        while ((seen = word) != 0)
            syscall(SYS_futex, &word, 0, seen, NULL, NULL, 0);
        CHECK_EQ(seen_sp, stack + SIZE);
        CHECK_EQ(seen_tls, 0x3333);
        CHECK_EQ(seen_tid, result);
    }
    return passed();
}
