/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vectors.h - run instructions with known values in all vector registers, and
 * see which of them hold other values afterwards.
 *
 * VECTOR_ROUTINE(name, "insns") defines name(arg), which returns how many
 * bytes of vector state the instructions changed.  They find `arg` in %rbp and
 * must keep %rbx, %rbp and %rsp; what they leave in %rax goes to `name_rax`.
 */
#ifndef LXRUN_GUEST_VECTORS_H
#define LXRUN_GUEST_VECTORS_H

#include <string.h>

struct vectors {
    unsigned char bytes[32][64];
    unsigned long masks[8];
};

#define VECTORS_ASM(name, load, store, insns)                                          \
    void name(const struct vectors *in, struct vectors *out, void *arg, long *rax);    \
    asm(".text\n.globl " #name "\n.type " #name ", @function\n" #name ":\n"            \
        "push %rbx\npush %rbp\npush %rcx\n"                                            \
        "mov %rsi, %rbx\nmov %rdx, %rbp\n" load insns "\n"                             \
        "pop %rcx\nmov %rax, (%rcx)\n" store "pop %rbp\npop %rbx\nret\n")

/* `for i in 0..count-1: insn` with \i replaced. */
#define REPEAT(list, insn) ".irp i," list "\n" insn "\n.endr\n"
#define TO_7 "0,1,2,3,4,5,6,7"
#define TO_15 TO_7 ",8,9,10,11,12,13,14,15"
#define TO_31 TO_15 ",16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31"

#define VECTOR_ROUTINE(name, insns)                                                    \
    VECTORS_ASM(name##_sse, REPEAT(TO_15, "movdqu \\i*64(%rdi), %xmm\\i"),             \
                REPEAT(TO_15, "movdqu %xmm\\i, \\i*64(%rbx)"), insns);                 \
    VECTORS_ASM(name##_avx, REPEAT(TO_15, "vmovdqu \\i*64(%rdi), %ymm\\i"),            \
                REPEAT(TO_15, "vmovdqu %ymm\\i, \\i*64(%rbx)"), insns);                \
    VECTORS_ASM(name##_avx512,                                                         \
                REPEAT(TO_31, "vmovdqu64 \\i*64(%rdi), %zmm\\i")                       \
                    REPEAT(TO_7, "kmovq 2048+\\i*8(%rdi), %k\\i"),                     \
                REPEAT(TO_31, "vmovdqu64 %zmm\\i, \\i*64(%rbx)")                       \
                    REPEAT(TO_7, "kmovq %k\\i, 2048+\\i*8(%rbx)"),                     \
                insns);                                                                \
    static long name##_rax;                                                            \
    static int name(void *arg)                                                         \
    {                                                                                  \
        struct vectors in, out;                                                        \
                                                                                       \
        vectors_fill(&in);                                                             \
        memset(&out, 0, sizeof out);                                                   \
        if (__builtin_cpu_supports("avx512bw"))                                        \
            name##_avx512(&in, &out, arg, &name##_rax);                                \
        else if (__builtin_cpu_supports("avx"))                                        \
            name##_avx(&in, &out, arg, &name##_rax);                                   \
        else                                                                           \
            name##_sse(&in, &out, arg, &name##_rax);                                   \
        return vectors_differ(&in, &out);                                              \
    }

static inline void vectors_fill(struct vectors *v)
{
    unsigned long x = 88172645463325252;
    unsigned char *bytes = (unsigned char *)v;

    for (size_t i = 0; i < sizeof *v; i++) {
        x ^= x << 13, x ^= x >> 7, x ^= x << 17;
        bytes[i] = x >> 32;
    }
}

static inline int vectors_differ(const struct vectors *a, const struct vectors *b)
{
    int has_avx512 = !!__builtin_cpu_supports("avx512bw"), differ = 0;
    int count = has_avx512 ? 32 : 16;
    int width = has_avx512 ? 64 : __builtin_cpu_supports("avx") ? 32 : 16;

    for (int i = 0; i < count; i++)
        for (int at = 0; at < width; at++)
            differ += a->bytes[i][at] != b->bytes[i][at];
    for (int i = 0; i < 8 && has_avx512; i++)
        differ += a->masks[i] != b->masks[i];
    return differ;
}

#define VECTOR_CLOBBERS                                                                \
    "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9",    \
        "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15", "memory"

/* Put other values everywhere: what a signal handler may do to these registers. */
static inline void vectors_clobber(void)
{
    if (__builtin_cpu_supports("avx512bw"))
        asm volatile(REPEAT(TO_31, "vpternlogd $0xff, %%zmm\\i, %%zmm\\i, %%zmm\\i")
                     REPEAT(TO_7, "kxorq %%k\\i, %%k\\i, %%k\\i") ::: VECTOR_CLOBBERS);
    else if (__builtin_cpu_supports("avx"))
        asm volatile("vzeroall" ::: VECTOR_CLOBBERS);
    asm volatile(REPEAT(TO_15, "pcmpeqd %%xmm\\i, %%xmm\\i") ::: VECTOR_CLOBBERS);
}

#endif
