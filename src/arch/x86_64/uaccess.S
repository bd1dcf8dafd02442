/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uaccess.S - every instruction of lxcore that may fault on a guest address.
 *
 * Each is listed in .ex_table as a pair of self-relative words (instruction,
 * fixup), as the kernel does it.
 */
#include "arch/x86_64/function.h"
#include <asm/errno.h>

.macro may_fault instruction, fixup
    .pushsection .ex_table, "a"
    .balign 4
    .long \instruction - ., \fixup - .
    .popsection
.endm

    .text

/* size_t uaccess_copy(to rdi, from rsi, size rdx) */
function uaccess_copy
    mov %rdx, %rcx
1:  rep movsb
2:  mov %rcx, %rax
    ret
    may_fault 1b, 2b
.size uaccess_copy, . - uaccess_copy

/* size_t uaccess_zero(to rdi, size rsi) */
function uaccess_zero
    mov %rsi, %rcx
    xor %eax, %eax
1:  rep stosb
2:  mov %rcx, %rax
    ret
    may_fault 1b, 2b
.size uaccess_zero, . - uaccess_zero

/* long uaccess_load32(from rdi, value rsi) */
function uaccess_load32
1:  mov (%rdi), %eax
    mov %eax, (%rsi)
    xor %eax, %eax
    ret
    may_fault 1b, uaccess_faulted
.size uaccess_load32, . - uaccess_load32

/* long uaccess_load64(from rdi, value rsi) */
function uaccess_load64
1:  mov (%rdi), %rax
    mov %rax, (%rsi)
    xor %eax, %eax
    ret
    may_fault 1b, uaccess_faulted
.size uaccess_load64, . - uaccess_load64

/* long uaccess_store32(to rdi, value esi) */
function uaccess_store32
1:  mov %esi, (%rdi)
    xor %eax, %eax
    ret
    may_fault 1b, uaccess_faulted
.size uaccess_store32, . - uaccess_store32

/* long uaccess_store64(to rdi, value rsi) */
function uaccess_store64
1:  mov %rsi, (%rdi)
    xor %eax, %eax
    ret
    may_fault 1b, uaccess_faulted
.size uaccess_store64, . - uaccess_store64

/* uint64_t uaccess_string_end(from rdi): where the NUL is; 0 if there is none nearer
 * than a path may be long, or memory that is not there comes first.  By words, of
 * which none crosses a page; what comes before the string in the first counts as ones. */
#define EACH_BYTE_1 0x0101010101010101
#define EACH_BYTE_80 0x8080808080808080
#define STRING_LIMIT 4096
    /* Not what every start needs (core/lxcore.lds). */
    .section .text.path, "ax", @progbits
function uaccess_string_end
    mov %edi, %ecx
    and $7, %ecx
    shl $3, %ecx
    mov $1, %edx
    shl %cl, %rdx
    dec %rdx
    and $-8, %rdi
    lea STRING_LIMIT(%rdi), %rsi
    movabs $EACH_BYTE_1, %r8
    movabs $EACH_BYTE_80, %r9
1:  mov (%rdi), %rax
    or %rdx, %rax
    jmp look
2:  mov (%rdi), %rax
look:
    mov %rax, %rcx
    sub %r8, %rax
    not %rcx
    and %r9, %rcx
    and %rcx, %rax
    jnz 3f
    add $8, %rdi
    cmp %rsi, %rdi
    jne 2b
no_end:
    xor %eax, %eax
    ret
3:  bsf %rax, %rax
    shr $3, %eax
    add %rdi, %rax
    ret
    may_fault 1b, no_end
    may_fault 2b, no_end
.size uaccess_string_end, . - uaccess_string_end
    .text

/* long uaccess_cmpxchg32(at rdi, expected rsi, wanted edx) */
function uaccess_cmpxchg32
    mov (%rsi), %eax
1:  lock cmpxchg %edx, (%rdi)
    mov %eax, (%rsi)
    xor %eax, %eax
    ret
    may_fault 1b, uaccess_faulted
.size uaccess_cmpxchg32, . - uaccess_cmpxchg32

uaccess_faulted:
    mov $-EFAULT, %rax
    ret

    .section .note.GNU-stack, "", @progbits
