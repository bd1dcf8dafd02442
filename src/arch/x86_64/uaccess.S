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
