/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Thousands of asynchronous signals change no register and no flag of a
 * computing loop.
 */
#include "check.h"

/* A checksum through all registers and the carry flag, never stored to memory. */
unsigned long mix(unsigned long rounds);
asm(".text\nmix:\npush %rbx\npush %rbp\npush %r12\npush %r13\npush %r14\npush %r15\n"
    "mov %rdi, %rcx\nmov $1, %eax\nmov $2, %ebx\nmov $3, %edx\nmov $4, %esi\nmov $5, %edi\n"
    "mov $6, %ebp\nmov $7, %r8d\nmov $8, %r9d\nmov $9, %r10d\nmov $10, %r11d\nmov $11, %r12d\n"
    "mov $12, %r13d\nmov $13, %r14d\nmov $14, %r15d\nclc\n"
    "1: adc %rbx, %rax\nrcl $7, %rbx\nadc %rdx, %rbx\nadc %rsi, %rdx\nrcr $3, %rsi\n"
    "adc %rdi, %rsi\nadc %rbp, %rdi\nadc %r8, %rbp\nrcl $5, %r8\nadc %r9, %r8\nadc %r10, %r9\n"
    "adc %r11, %r10\nadc %r12, %r11\nrcl $9, %r12\nadc %r13, %r12\nadc %r14, %r13\n"
    "adc %r15, %r14\nadc %rax, %r15\nlea -1(%rcx), %rcx\njrcxz 2f\njmp 1b\n"
    "2: adc %rbx, %rax\nadc %rdx, %rax\nadc %rsi, %rax\nadc %rdi, %rax\nadc %rbp, %rax\n"
    "adc %r8, %rax\nadc %r9, %rax\nadc %r10, %rax\nadc %r11, %rax\nadc %r12, %rax\n"
    "adc %r13, %rax\nadc %r14, %rax\nadc %r15, %rax\n"
    "pop %r15\npop %r14\npop %r13\npop %r12\npop %rbp\npop %rbx\nret\n");

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    count++;
    asm volatile("xor %%eax, %%eax\nmov $-1, %%r8\nmov $-1, %%r15\nstc" ::
                     : "rax", "r8", "r15", "cc");
}

int main(void)
{
    unsigned long want = mix(300000);
    long end = now_ms() + 600;

    set_handler(SIGALRM, handler, 0);
    alarm_every_us(70);
    while (count < 1000 || now_ms() < end)
        CHECK_EQ(mix(300000), want);
    return passed();
}
