/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gate.S - every `syscall` instruction of lxcore, in one page.
 *
 * The filter lets through only calls made from this page; all others trap.
 * The page is the first of the image and lx_gate_syscall its first bytes:
 * lxrun maps the page at the same address in itself to exec the first image.
 *
 * r12 is the host's signal frame and rbx the task throughout the way out; a
 * signal handler that interrupts it finds both where it left them.
 */
#include "arch/x86_64/function.h"
#include "core/layout.h"

    .section .gate, "ax", @progbits
    .balign LX_GATE_SIZE

/* Registers as the kernel wants them: rax, rdi, rsi, rdx, r10, r8, r9. */
function lx_gate_syscall
    syscall
    ret

/*
 * long host_call_restartable(task rdi, args rsi)
 *
 * A signal that arrives in lxcore sets the task's attention word.  One that
 * came before the check is seen by it; one that comes between the check and
 * the `syscall` finds the instruction pointer in the labelled range and moves
 * it to lx_gate_interrupted.  After the `syscall` the kernel has decided.
 */
function host_call_restartable
    mov 0(%rsi), %rax
    mov %rdi, %rcx
    mov 8(%rsi), %rdi
    mov 24(%rsi), %rdx
    mov 32(%rsi), %r10
    mov 40(%rsi), %r8
    mov 48(%rsi), %r9
    mov 16(%rsi), %rsi
function lx_gate_check
    cmpl $0, TASK_ATTENTION(%rcx)
    jne lx_gate_interrupted
function lx_gate_check_syscall
    syscall
    ret
function lx_gate_interrupted
    movabs $LX_REWIND, %rax
    ret

/*
 * long gate_clone_on_new_stack(args rdi)
 *
 * The child comes back on its own area's stack with nothing on it.
 */
function gate_clone_on_new_stack
    mov 0(%rdi), %rax
    mov 16(%rdi), %rsi
    mov 24(%rdi), %rdx
    mov 32(%rdi), %r10
    mov 40(%rdi), %r8
    mov 48(%rdi), %r9
    mov 8(%rdi), %rdi
    syscall
    test %rax, %rax
    jz lx_child_entry
    ret

/* _Noreturn void gate_exit_thread(area_state rdi, status rsi): from the store
 * on, another thread may own this stack. */
function gate_exit_thread
    mov %rdi, %rcx
    mov %rsi, %rdi
    mov $NR_EXIT, %eax
    movl $AREA_FREE, (%rcx)
    syscall
    ud2

/* The way out of a trap: back to the guest as the frame at r12 says. */
function lx_exit_begin
    cmpl $0, TASK_ATTENTION(%rbx)
    jne lx_exit_with_attention
    lea 8(%r12), %rsp
    mov $NR_RT_SIGRETURN, %eax
function lx_exit_syscall
    syscall
    ud2

/* The way out of a signal handler: what it interrupted goes on. */
function lx_async_return
    lea 8(%r12), %rsp
    mov $NR_RT_SIGRETURN, %eax
    syscall
    ud2

    .section .note.GNU-stack, "", @progbits
