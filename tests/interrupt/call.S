/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * call.S - the call under test with known values in all registers, and the
 * entry of the signal handlers.
 *
 * call_plain() and its like take all registers from call_in, stop at int3, make
 * the call, leave all registers in call_out and stop again.  Where the call
 * returns twice, the child's go to child_out, and it ends in child_main(), on
 * whatever stack it has.  call_faulting() makes no call, but reads from an
 * address, with an instruction of the same size.
 */

#define RAX 0
#define RBX 8
#define RCX 16
#define RDX 24
#define RSI 32
#define RDI 40
#define RBP 48
#define RSP 56
#define R8 64
#define R9 72
#define R10 80
#define R11 88
#define R12 96
#define R13 104
#define R14 112
#define R15 120
#define FLAGS 128

#define VECTOR_MASKS 2048
#define VECTOR_MXCSR 2112
#define VECTOR_FCW 2116

.macro function name
    .globl \name
    .type \name, @function
    .balign 16
\name:
.endm

.macro load_registers from
    pushq \from+FLAGS(%rip)
    mov \from+RAX(%rip), %rax
    mov \from+RBX(%rip), %rbx
    mov \from+RCX(%rip), %rcx
    mov \from+RDX(%rip), %rdx
    mov \from+RSI(%rip), %rsi
    mov \from+RDI(%rip), %rdi
    mov \from+RBP(%rip), %rbp
    mov \from+R8(%rip), %r8
    mov \from+R9(%rip), %r9
    mov \from+R10(%rip), %r10
    mov \from+R11(%rip), %r11
    mov \from+R12(%rip), %r12
    mov \from+R13(%rip), %r13
    mov \from+R14(%rip), %r14
    mov \from+R15(%rip), %r15
    popfq
.endm

.macro store_registers to
    mov %rax, \to+RAX(%rip)
    mov %rbx, \to+RBX(%rip)
    mov %rcx, \to+RCX(%rip)
    mov %rdx, \to+RDX(%rip)
    mov %rsi, \to+RSI(%rip)
    mov %rdi, \to+RDI(%rip)
    mov %rbp, \to+RBP(%rip)
    mov %rsp, \to+RSP(%rip)
    mov %r8, \to+R8(%rip)
    mov %r9, \to+R9(%rip)
    mov %r10, \to+R10(%rip)
    mov %r11, \to+R11(%rip)
    mov %r12, \to+R12(%rip)
    mov %r13, \to+R13(%rip)
    mov %r14, \to+R14(%rip)
    mov %r15, \to+R15(%rip)
    pushfq
    popq \to+FLAGS(%rip)
    cld
.endm

.macro call_routine name, returns_twice, instruction:vararg
function \name
    push %rbx
    push %rbp
    push %r12
    push %r13
    push %r14
    push %r15
    mov %rsp, call_in+RSP(%rip)
    lea vectors_in(%rip), %rdi
    call vectors_load
    load_registers call_in
    .if int3_before
    jmp . + 2 + int3_before
    .fill int3_before, 1, 0xcc
    .endif
    int3
    .globl \name\()_at, \name\()_next
    .set \name\()_next, . + 2
\name\()_at:
    \instruction
    .if \returns_twice
    /* Its first bytes let the call be rewritten, like those behind the others. */
    mov %rax, ignored(%rip)
    xchg %rax, %rcx
    jrcxz 2f
    xchg %rax, %rcx
    jmp 3f
2:  jmp 1f
3:
    .endif
    store_registers call_out
    .globl \name\()_end
\name\()_end:
    int3
    lea vectors_out(%rip), %rdi
    call vectors_store
    ldmxcsr default_mxcsr(%rip)
    fninit
    pop %r15
    pop %r14
    pop %r13
    pop %r12
    pop %rbp
    pop %rbx
    ret
    .if \returns_twice
1:  xchg %rax, %rcx
    store_registers child_out
    lea vectors_of_child(%rip), %rdi
    call vectors_store
    and $-16, %rsp
    call child_main
    ud2
    .endif
.endm

    .lcomm ignored, 8
    .set int3_before, 0
    .text

call_routine call_plain, 0, syscall
call_routine call_forking, 1, syscall
call_routine call_faulting, 0, testl %eax, (%rdi)

/* The site cannot jump to where the bytes behind it say, which is below zero: so `int3`
 * bytes are borrowed (arch/x86_64/rewrite.c), one behind the site, or five near by. */
.macro instruction_before_int3
    syscall
    jmp . + 2 + 24
    .fill 24, 1, 0xcc
.endm
.macro instruction_near_int3
    syscall
    .byte 0x0f, 0x1f, 0x80, 0, 0, 0, 0 /* nop */
.endm
call_routine call_before_int3, 0, instruction_before_int3
.set int3_before, 24
call_routine call_near_int3, 0, instruction_near_int3

#define TO_15 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
#define TO_31 TO_15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31

/* vector_level: 0 SSE, 1 AVX, 2 AVX-512. */
function vectors_load
    ldmxcsr VECTOR_MXCSR(%rdi)
    fldcw VECTOR_FCW(%rdi)
    cmpl $1, vector_level(%rip)
    je 1f
    ja 2f
    .irp i, TO_15
    movdqu \i*64(%rdi), %xmm\i
    .endr
    ret
1:
    .irp i, TO_15
    vmovdqu \i*64(%rdi), %ymm\i
    .endr
    ret
2:
    .irp i, TO_31
    vmovdqu64 \i*64(%rdi), %zmm\i
    .endr
    .irp i, 0, 1, 2, 3, 4, 5, 6, 7
    kmovq VECTOR_MASKS+\i*8(%rdi), %k\i
    .endr
    ret

function vectors_store
    stmxcsr VECTOR_MXCSR(%rdi)
    fnstcw VECTOR_FCW(%rdi)
    cmpl $1, vector_level(%rip)
    je 1f
    ja 2f
    .irp i, TO_15
    movdqu %xmm\i, \i*64(%rdi)
    .endr
    ret
1:
    .irp i, TO_15
    vmovdqu %ymm\i, \i*64(%rdi)
    .endr
    ret
2:
    .irp i, TO_31
    vmovdqu64 %zmm\i, \i*64(%rdi)
    .endr
    .irp i, 0, 1, 2, 3, 4, 5, 6, 7
    kmovq %k\i, VECTOR_MASKS+\i*8(%rdi)
    .endr
    ret

vectors_clobber:
    cmpl $1, vector_level(%rip)
    jb 0f
    je 1f
    .irp i, TO_31
    vpternlogd $0xff, %zmm\i, %zmm\i, %zmm\i
    .endr
    .irp i, 0, 1, 2, 3, 4, 5, 6, 7
    kxorq %k\i, %k\i, %k\i
    .endr
    ret
1:  vzeroall
0:
    .irp i, TO_15
    pcmpeqd %xmm\i, %xmm\i
    .endr
    ret

/* struct entry on the stack, its address as the fourth argument. */
function handler_entry
    mov %rsp, %rcx
    push %rcx
    pushfq
    sub $8, %rsp
    stmxcsr 0(%rsp)
    fnstcw 4(%rsp)
    call vectors_clobber
    mov %rsp, %rcx
    call handler_body
    add $24, %rsp
    ret
function handler_restorer
    mov $15, %eax
    syscall
    ud2
    .globl handler_end
handler_end:

    .section .rodata
default_mxcsr:
    .long 0x1f80
    .section .note.GNU-stack, "", @progbits
