/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The 128 bytes below the stack pointer belong to the interrupted code (x86-64 ABI). */
#include <sys/time.h>

#include "check.h"

long red_zone(volatile int *count);
asm(".text\nred_zone:\n"
    "mov $16, %ecx\n"
    "1: mov %rcx, %rax\nnot %rax\nneg %rcx\nmov %rax, (%rsp,%rcx,8)\nneg %rcx\nloop 1b\n"
    "2: cmpl $0, (%rdi)\nje 2b\n"
    "xor %eax, %eax\nmov $16, %ecx\n"
    "3: mov %rcx, %rdx\nnot %rdx\nneg %rcx\ncmp %rdx, (%rsp,%rcx,8)\nje 4f\ninc %rax\n"
    "4: neg %rcx\nloop 3b\nret\n");

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    volatile char deep[4096];

    (void)sig, (void)info, (void)context;
    for (unsigned i = 0; i < sizeof deep; i++)
        deep[i] = 0x55;
    count++;
}

int main(void)
{
    struct itimerval soon = { .it_value = { 0, 300 } };

    set_handler(SIGALRM, handler, 0);
    for (int i = 0; i < 50; i++) {
        count = 0;
        CHECK_OK(setitimer(ITIMER_REAL, &soon, NULL));
        CHECK_EQ(red_zone(&count), 0);
    }
    return passed();
}
