/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fast_entry.S - from a rewritten site into lxcore without the kernel.
 *
 * The site's trampoline has loaded r11 with its record.  As with `syscall`, rcx
 * and r11 may be lost; all else, flags, red zone and vector state included, is
 * the guest's.  The task is found through the GS base, if that is still ours:
 * the magic word says so, and if there is no memory where it points, the fault
 * leads to lx_fast_decline as well (uaccess.S has the other such places).  So
 * does a tracer, for which nothing has happened yet when the call traps.
 *
 * Until it has changed stacks, a thread has done nothing that cannot be forgotten:
 * a signal finds it at its site (leave.h).
 *
 * The guest's registers are pushed into a frame of the form that the kernel
 * makes for a signal, but without vector state (docs/architecture.md).
 */
#include "arch/x86_64/function.h"
#include "core/layout.h"

#include "syscall_count.h"

/* linux/fcntl.h is for C. */
#define AT_SYMLINK_NOFOLLOW 0x100
#define AT_EMPTY_PATH 0x1000

    .text

function lx_fast_entry
1:  mov %gs:TASK_MAGIC, %ecx
    lea -LX_TASK_MAGIC(%rcx), %ecx
    jrcxz 2f
    jmp lx_fast_decline
2:  mov lx_is_traced(%rip), %rcx
    jrcxz enter
lx_fast_decline:
    lea FAST_RECORD_TRAP(%r11), %r11
function lx_fast_decline_jump
    jmp *%r11
    .pushsection .ex_table, "a"
    .balign 4
    .long 1b - ., lx_fast_decline - .
    .popsection

enter:
    mov %rsp, %rcx
    mov %gs:TASK_FAST_STACK, %rsp
function lx_fast_entered
    pushfq
    pushq (%r11)
    push %rcx
    pushq (%r11)
    push %rax
    push %rdx
    push %rbx
    push %rbp
    push %rsi
    push %rdi
    push %r15
    push %r14
    push %r13
    push %r12
    pushq (FRAME_EFLAGS - FRAME_R12)(%rsp)
    push %r10
    push %r9
    push %r8
    lea -FRAME_R8(%rsp), %r12
    lea FAST_FRAME_BELOW(%r12), %rbx
    mov %r12, %rsp

    /* Nearly all calls that most programs make: nothing is to be done but the host's
     * call (dispatch_quick), for which the guest's registers are all there. */
    testl $~EFLAGS_PLAIN_BITS, FRAME_EFLAGS(%r12)
    jnz odd_flags
for_host:
    cmp $SYSCALL_TABLE_SIZE, %rax
    jae dispatch
    cmpl $0, TASK_RESTRICTIONS(%rbx)
    jne dispatch
    lea dispatch_quick(%rip), %rcx
    movzbl (%rcx,%rax), %ecx
    cmp $QUICK_FOR_HOST, %ecx
    jb dispatch
    je 1f
    cmp $QUICK_STAT, %ecx
    je stat
unless_own:
    mov %edi, %ecx
    sub lx+RUNTIME_FIRST_OWN_FD(%rip), %ecx
    cmp lx+RUNTIME_OWN_FD_COUNT(%rip), %ecx
    jb dispatch
1:  mov %r12, TASK_FRAME(%rbx)
    jmp lx_fast_check

    /* newfstatat(2) of a link itself, or, as libc's fstat(3) asks, of a descriptor: only
     * what is behind a link can be lxcore's (view/sys_view.c). */
stat:
    test $AT_SYMLINK_NOFOLLOW, %r10d
    jnz unless_own
    test $AT_EMPTY_PATH, %r10d
    jz dispatch
2:  cmpb $0, (%rsi)
    je unless_own
dispatch:
    cld
    mov %rbx, %rdi
    mov %r12, %rsi
    mov %r11, %rdx
    call dispatch_fast
    .pushsection .ex_table, "a"
    .balign 4
    .long 2b - ., dispatch - .
    .popsection
    cmp $LEAVE_PLAINLY, %eax
    ja lx_fast_forward
    je lx_fast_return
    jmp lx_exit_begin

    /* One of them is set while a debugger steps through here; the guest's own never gets
     * here. */
odd_flags:
    andq $~EFLAGS_TRAP, FRAME_EFLAGS(%r12)
    testl $~EFLAGS_PLAIN_BITS, FRAME_EFLAGS(%r12)
    jz for_host
    jmp dispatch

    /* The host's call has failed: is it to be made again, was it the policy? */
function lx_fast_again
    cld
    mov %rbx, %rdi
    mov %r12, %rsi
    mov %rax, %rdx
    call dispatch_fast_again
    jmp lx_fast_return

    /* Not in the gate: it traps, and the kernel makes a whole frame (gate.S). */
    .section .trap, "ax", @progbits
function lx_upgrade_trap
    mov $-1, %eax
function lx_upgrade_syscall
    syscall
    ud2

    .section .note.GNU-stack, "", @progbits
