/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gate.h - what C may know of the gate and of the way in and out.
 *
 * World   lxcore.  The addresses below are labels, compared with an
 *         interrupted instruction pointer and never called as functions.
 */
#ifndef LXRUN_ARCH_GATE_H
#define LXRUN_ARCH_GATE_H

#include <stdbool.h>
#include <stdint.h>

struct sigframe;
struct sys_args;
struct task;

#define SYSCALL_INSTRUCTION_SIZE 2

/* Host signal handlers; the kernel enters them on the alternate stack. */
extern const char lx_sigsys_entry[], lx_async_entry[];

/* The first bytes of the gate page: a `syscall` with all registers as they are. */
extern const char lx_gate_syscall[];

/* From the pending check to the restartable call's `syscall`, inclusive: a
 * signal in here means that the call has not begun. */
extern const char lx_gate_check[], lx_gate_check_syscall[], lx_gate_interrupted[];
extern const char lx_fast_check[], lx_fast_check_syscall[], lx_fast_interrupted[];
/* The call of the fast way has returned: from the first up to, but not with, the second
 * its answer has been noted. */
extern const char lx_fast_noted[], lx_fast_failed[];

/* From the pending check to the leaving rt_sigreturn, inclusive: a signal in
 * here starts the exit again. */
extern const char lx_exit_begin[], lx_exit_syscall[];

/* The plain way out: from its pending check up to, but not with, its last
 * instruction, a signal in here leaves by lx_exit_begin instead.  At the last
 * one, the guest's registers are loaded and rcx is where it goes. */
extern const char lx_return_begin[], lx_return_jump[];

/* Where rewritten sites come in.  Up to, but not with, the second, all but rcx and
 * r11 is the guest's; at the third, r11 is where it goes, else its record. */
extern const char lx_fast_entry[], lx_fast_entered[], lx_fast_decline_jump[];

/* The way from the fast entry's frame to one of the kernel's, in two ranges, the
 * last instructions inclusive: a signal in here makes it begin again. */
extern const char lx_upgrade[], lx_upgrade_jump[];
extern const char lx_upgrade_trap[], lx_upgrade_syscall[];

/* The `syscall` of a guest's call, with nothing done yet; */
static inline bool gate_is_before_call(uint64_t rip)
{
    return rip == (uint64_t)(uintptr_t)lx_gate_check_syscall ||
           rip == (uint64_t)(uintptr_t)lx_fast_check_syscall;
}

/* and behind it. */
static inline bool gate_is_behind_call(uint64_t rip)
{
    return gate_is_before_call(rip - SYSCALL_INSTRUCTION_SIZE);
}

/* clone or clone3 (`args`) whose child runs on a stack of its own: the child
 * starts at task_start_child() with the stack pointer it was given. */
long gate_clone_on_new_stack(const struct sys_args *args);

/* End the calling thread: mark its area free, then make the call `nr`, exit(2) or
 * exit_group(2), without touching the stack again. */
_Noreturn void gate_exit(uint32_t *area_state, long status, long nr);

/* First entry into the guest, as the frame says: by the way out of a trap, so
 * that a tracer finds one kind of exit only. */
_Noreturn void gate_enter_guest(struct task *task, struct sigframe *frame);

#endif
