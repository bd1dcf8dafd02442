/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entry.S - how control comes into lxcore.
 *
 * The kernel enters a host signal handler on the thread's alternate stack
 * with rsp at its signal frame.  All of the guest's registers are in that
 * frame and none is ours to keep, so callee-saved registers hold what the way
 * out needs: r12 the frame, rbx the task, which the stack pointer names.
 */
#include "arch/x86_64/function.h"
#include "core/layout.h"

.macro task_of_stack_to_rbx
    mov %rsp, %rbx
    or $(LX_AREA_SIZE - 1), %rbx
    sub $(LX_AREA_TOP_SIZE - 1), %rbx
.endm

/* The guest's alignment check would hold for lxcore, too. */
.macro clear_alignment_check
    pushfq
    testl $EFLAGS_ALIGNMENT, (%rsp)
    jz 1f
    andl $~EFLAGS_ALIGNMENT, (%rsp)
    popfq
1:
.endm

    .text

/* SIGSYS: a system call of the guest, or a signal of that number. */
function lx_sigsys_entry
    mov %rsp, %r12
    clear_alignment_check
    task_of_stack_to_rbx
    and $-16, %rsp
    mov %rbx, %rdi
    mov %r12, %rsi
    call dispatch_trap
    cmp $LEAVE_WHOLE, %eax
    je lx_exit_begin
    ja lx_return_begin
    jmp lx_async_return

function lx_exit_with_attention
    mov %r12, %rsp
    and $-16, %rsp
    mov %rbx, %rdi
    mov %r12, %rsi
    call sig_deliver_attention
    jmp lx_exit_begin

/* Every other signal that lxcore handles. */
function lx_async_entry
    mov %rsp, %r12
    clear_alignment_check
    task_of_stack_to_rbx
    and $-16, %rsp
    mov %rbx, %rdi
    mov %r12, %rsi
    call sig_async
    test %al, %al
    jz lx_async_return
    jmp lx_exit_begin

/* A new thread, on its own area: task_start_child() prepares it and returns
 * the frame through which it enters the guest. */
function lx_child_entry
    task_of_stack_to_rbx
    mov %rbx, %rdi
    and $-16, %rsp
    call task_start_child
    mov %rax, %r12
    lea -FAST_FRAME_BELOW(%rbx), %rcx
    cmp %rcx, %r12
    je lx_fast_return
    jmp lx_exit_begin

/* The first instruction of a new image, on the stack that the kernel built.
 * lxcore goes on on that of the first thread's area, which becomes its alternate
 * stack as the guest is entered. */
function lx_start
    mov %rsp, %rsi
    lea lx_first_area + LX_AREA_SIZE - LX_AREA_TOP_SIZE(%rip), %rdi
    mov %rdi, %rsp
    call boot_main
    ud2

/* _Noreturn void gate_enter_guest(task rdi, frame rsi) */
function gate_enter_guest
    mov %rdi, %rbx
    mov %rsi, %r12
    jmp lx_exit_begin

    .section .note.GNU-stack, "", @progbits
