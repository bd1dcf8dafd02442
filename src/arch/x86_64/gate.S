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

/* From eax: the overflow flag by an addition, the others by `sahf`.  `popf` would
 * take the trap flag away from a debugger that steps through here.  ecx is lost. */
.macro load_flags
    bt $EFLAGS_DIRECTION_BIT, %eax
    jnc 1f
    std
1:
    mov %eax, %ecx
    mov %al, %ah
    shr $11, %ecx
    and $1, %cl
    mov %cl, %al
    add $0x7f, %al
    sahf
.endm

    .section .gate, "ax", @progbits
    .balign LX_GATE_SIZE

/* Registers as the kernel wants them: rax, rdi, rsi, rdx, r10, r8, r9. */
function lx_gate_syscall
    syscall
    jmp __x86_return_thunk

/*
 * How functions of lxcore return (-mfunction-return): as is usual, or, where lxrun has
 * made the first instruction a nop, by a jump (supervisor/processor.c).
 *
 * Some processors have to be kept from following wrong returns in the kernel, which
 * costs them what they remember of the calls before.  Behind a system call each `ret`
 * is predicted wrongly then: the first takes 30 ns, further ones 7 each, and a jump
 * nothing.  In front of one, or without one, it is the other way round, since the
 * returns of the guest would be predicted wrongly: RETURNS_BEFORE_CALL.
 *
 * No register is lost: compilers know which ones a function leaves alone.  The kernel
 * puts signal frames 128 bytes below the stack pointer.
 */
    .pushsection .return, "ax", @progbits
function __x86_return_thunk
    ret
    lea 8(%rsp), %rsp
    jmp *-8(%rsp)
    .popsection

/*
 * long host_call_restartable(task rdi, args rsi)
 *
 * A signal that arrives in lxcore sets the task's attention word.  One that
 * came before the check is seen by it; one that comes between the check and
 * the `syscall` finds the instruction pointer in the labelled range and moves
 * it to lx_gate_interrupted.  After the `syscall` the kernel has decided.
 */
function host_call_restartable
    movl $1, TASK_HAS_CALLED(%rdi)
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
    jmp __x86_return_thunk
function lx_gate_interrupted
    movabs $LX_REWIND, %rax
    ret

/*
 * A call of the fast way that is the host's alone: with the guest's registers, as
 * above, but with the frame in r12 and the task in rbx, and without coming back.
 *
 * What it has answered is noted (abi/flight.h); the number is in the frame until
 * lx_fast_noted.
 */
function lx_fast_forward
    mov FRAME_RAX(%r12), %rax
    mov FRAME_RDI(%r12), %rdi
    mov FRAME_RSI(%r12), %rsi
    mov FRAME_RDX(%r12), %rdx
    mov FRAME_R10(%r12), %r10
    mov FRAME_R8(%r12), %r8
    mov FRAME_R9(%r12), %r9
function lx_fast_check
    cmpl $0, TASK_ATTENTION(%rbx)
    jne lx_fast_interrupted
function lx_fast_check_syscall
    syscall
    cmp $-ERRNO_MOST, %rax
    jae lx_fast_failed
forward_answer:
    mov TASK_FLIGHT(%rbx), %rcx
    mov %rdx, %r11
    shl $16, %r11
    add FRAME_RAX(%r12), %r11
    inc %r11
    mov %rax, (%rcx)
    mov %rdi, 8(%rcx)
    mov %rsi, 16(%rcx)
    mov %r11, 24(%rcx)
    add $FLIGHT_ENTRY_SIZE, %cx
    bts $LX_FLIGHT_BIT, %rcx
    mov %rcx, TASK_FLIGHT(%rbx)
function lx_fast_noted
    mov %rax, FRAME_RAX(%r12)
    jmp forward_return
    /* Most errors are this one, which means nothing else. */
function lx_fast_failed
    cmp $-EAGAIN_NUMBER, %rax
    je forward_answer
    jmp lx_fast_again
function lx_fast_interrupted
    subq $SYSCALL_BYTES, FRAME_RIP(%r12)
    jmp lx_exit_begin

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

/* _Noreturn void gate_exit(area_state rdi, status rsi, nr rdx): from the store
 * on, another thread may own this stack. */
function gate_exit
    mov %rdi, %rcx
    mov %rsi, %rdi
    mov %rdx, %rax
    movl $AREA_FREE, (%rcx)
    syscall
    ud2

/*
 * The plain way out of a trap, where rt_sigreturn would change nothing but
 * registers (dispatch.c): the kernel has cleared the vector state for the
 * handler, and lxcore has not touched it.
 *
 * Up to the load of rsp, which lies on the alternate stack until then so that
 * no signal's frame lands on ours, a signal moves the thread to lx_exit_begin.
 * At the jump everything is the guest's, and rcx holds the guest's rip, as
 * `syscall` has left it: that instruction counts as the guest's.
 */
.macro look_before_return
    cmpq $0, TASK_ATTENTION(%rbx)
    jne lx_exit_begin
    cmpq $0, lx_is_traced(%rip)
    jne lx_exit_begin
.endm

function lx_return_begin
    look_before_return
    mov FRAME_FPSTATE(%r12), %rcx
    mov $-1, %eax
    mov %eax, %edx
    xrstor64 (%rcx)
    jmp load_registers

/* The same for a frame of the fast entry, */
function lx_fast_return
    look_before_return
    jmp load_registers

/* and behind lx_fast_forward: the rest is the guest's still. */
forward_return:
    look_before_return
    mov %r12, %rsp
    mov FRAME_EFLAGS(%rsp), %eax
    load_flags
    mov FRAME_R11(%rsp), %r11
    mov FRAME_R12(%rsp), %r12
    mov FRAME_RBX(%rsp), %rbx
    jmp load_last

load_registers:
    mov %r12, %rsp
    mov FRAME_EFLAGS(%rsp), %eax
    load_flags
    mov FRAME_R8(%rsp), %r8
    mov FRAME_R9(%rsp), %r9
    mov FRAME_R10(%rsp), %r10
    mov FRAME_R11(%rsp), %r11
    mov FRAME_R12(%rsp), %r12
    mov FRAME_R13(%rsp), %r13
    mov FRAME_R14(%rsp), %r14
    mov FRAME_R15(%rsp), %r15
    mov FRAME_RDI(%rsp), %rdi
    mov FRAME_RSI(%rsp), %rsi
    mov FRAME_RBP(%rsp), %rbp
    mov FRAME_RBX(%rsp), %rbx
    mov FRAME_RDX(%rsp), %rdx
load_last:
    mov FRAME_RAX(%rsp), %rax
    mov FRAME_RCX(%rsp), %rcx
    mov FRAME_RSP(%rsp), %rsp
function lx_return_jump
    jmp *%rcx

/* The way out of anything: back to the guest as the frame at r12 says. */
function lx_exit_begin
    lea -FAST_FRAME_BELOW(%rbx), %rax
    cmp %rax, %r12
    je lx_upgrade
    cmpl $0, TASK_ATTENTION(%rbx)
    jne lx_exit_with_attention
    movl $0, TASK_LEAVES_WHOLE(%rbx)
    lea 8(%r12), %rsp
    mov $NR_RT_SIGRETURN, %eax
function lx_exit_syscall
    syscall
    ud2

/*
 * A frame of the fast entry cannot be left by rt_sigreturn: the kernel has to
 * make one.  A system call outside of the gate traps, and dispatch_trap() puts
 * the guest's registers into that frame.
 *
 * SIGSYS must not be blocked then, which it is if one that was sent has
 * interrupted lxcore.  So whatever comes between the first instruction and the
 * trapping one sends the thread back to the first.
 */
function lx_upgrade
    mov %r12, %rsp
    mov $HOW_SIG_SETMASK, %edi
    lea all_but_sigsys(%rip), %rsi
    xor %edx, %edx
    mov $SIGSET_BYTES, %r10d
    mov $NR_RT_SIGPROCMASK, %eax
    syscall
function lx_upgrade_jump
    jmp lx_upgrade_trap

/* The way out of a signal handler: what it interrupted goes on. */
function lx_async_return
    lea 8(%r12), %rsp
    mov $NR_RT_SIGRETURN, %eax
    syscall
    ud2

    .section .rodata
    .balign 8
all_but_sigsys:
    .quad ~(1 << 30 | 1 << 10 | 1 << 6) /* nor SIGSEGV, nor SIGBUS */

    .section .note.GNU-stack, "", @progbits
