/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * regs.h - run one instruction with chosen values in all general registers,
 * and keep what they hold afterwards.
 *
 * REGS_ROUTINE(name, "insn") defines name(in, out).  The stack pointer is one
 * of the registers chosen: it may be anything that the instruction stands.
 * The routine keeps its own in a static variable, so one thread at a time.
 */
#ifndef LXRUN_GUEST_REGS_H
#define LXRUN_GUEST_REGS_H

enum reg { RAX, RBX, RCX, RDX, RSI, RDI, RBP, RSP, R8, R9, R10, R11, R12, R13, R14, R15, FLAGS };

struct regs {
    unsigned long r[17];
};

/* Values that no accident produces, on a stack that nothing else uses. */
static inline struct regs some_regs(unsigned long seed)
{
    static char stack[16384] __attribute__((aligned(64)));
    struct regs regs;

    for (int i = 0; i < 16; i++)
        regs.r[i] = (seed + i + 1) * 0x9e3779b97f4a7c15;
    regs.r[RSP] = (unsigned long)(stack + 8192);
    regs.r[FLAGS] = 0x202;
    return regs;
}

#define REGS_ROUTINE(name, insn)                                                       \
    void name(const struct regs *in, struct regs *out);                                \
    asm(".text\n.globl " #name "\n.type " #name ", @function\n" #name ":\n"            \
        "push %rbx\npush %rbp\npush %r12\npush %r13\npush %r14\npush %r15\npush %rsi\n" \
        "mov %rsp, " #name "_kept(%rip)\n"                                             \
        "pushq 128(%rdi)\npopfq\n"                                                     \
        "mov 0(%rdi), %rax\nmov 8(%rdi), %rbx\nmov 16(%rdi), %rcx\n"                   \
        "mov 24(%rdi), %rdx\nmov 32(%rdi), %rsi\nmov 48(%rdi), %rbp\n"                 \
        "mov 56(%rdi), %rsp\nmov 64(%rdi), %r8\nmov 72(%rdi), %r9\n"                   \
        "mov 80(%rdi), %r10\nmov 88(%rdi), %r11\nmov 96(%rdi), %r12\n"                 \
        "mov 104(%rdi), %r13\nmov 112(%rdi), %r14\nmov 120(%rdi), %r15\n"              \
        "mov 40(%rdi), %rdi\n"                                                         \
        ".globl " #name "_at\n" #name "_at:\n" insn "\n"                               \
        ".globl " #name "_next\n" #name "_next:\n"                                     \
        "mov %rsp, " #name "_kept+8(%rip)\nmov %rdi, " #name "_kept+16(%rip)\n"        \
        "mov " #name "_kept(%rip), %rsp\npushfq\nmov 8(%rsp), %rdi\n"                  \
        "mov %rax, 0(%rdi)\nmov %rbx, 8(%rdi)\nmov %rcx, 16(%rdi)\n"                   \
        "mov %rdx, 24(%rdi)\nmov %rsi, 32(%rdi)\nmov %rbp, 48(%rdi)\n"                 \
        "mov %r8, 64(%rdi)\nmov %r9, 72(%rdi)\nmov %r10, 80(%rdi)\n"                   \
        "mov %r11, 88(%rdi)\nmov %r12, 96(%rdi)\nmov %r13, 104(%rdi)\n"                \
        "mov %r14, 112(%rdi)\nmov %r15, 120(%rdi)\npopq 128(%rdi)\n"                   \
        "mov " #name "_kept+8(%rip), %rax\nmov %rax, 56(%rdi)\n"                       \
        "mov " #name "_kept+16(%rip), %rax\nmov %rax, 40(%rdi)\n"                      \
        "pushq $0x202\npopfq\npop %rsi\npop %r15\npop %r14\npop %r13\npop %r12\npop %rbp\npop %rbx\nret\n" \
        ".local " #name "_kept\n.comm " #name "_kept,24,8\n");                         \
    extern char name##_at[], name##_next[]

#endif
